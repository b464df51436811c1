import { providerService } from '../framework/protocol/provider.ts';
import type { Provider } from '../framework/provider.ts';
import { createService } from '../framework/service/service.ts';
import { serve } from '../plugin/serve.ts';

/** By which an engine shows that it is one; the same for every provider (HashiCorp's go-plugin). */
const COOKIE = {
  key: 'TF_PLUGIN_MAGIC_COOKIE',
  value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
};

/** Of the plugin protocol. */
export const PROTOCOL_VERSION = 6;

/**
 * Serves a provider to the engine that started this process: what the program of a provider does, and all it does.
 * Nothing may be written to standard output before.
 * @param source where configurations get it from, such as `example/files`; for people who start the program by hand
 */
export function serveProvider<Client>(provider: Provider<Client>, source: string): Promise<void> {
  return serve({
    cookie: COOKIE,
    protocolVersion: PROTOCOL_VERSION,
    services: [{ shape: providerService, implementation: createService(provider) }],
    friendlyText: `This is the Terraform provider ${provider.typeName}. Terraform and OpenTofu start it themselves: run "terraform init" with a configuration that requires the provider ${source}.`,
  });
}
