import { spawn } from 'node:child_process';
import { providerService } from '../framework/protocol/provider.ts';
import type { Provider } from '../framework/provider.ts';
import { createService } from '../framework/service/service.ts';
import { serveReattach } from '../plugin/reattach.ts';
import { PROTOCOL_VERSION } from './serve-provider.ts';

/** The short address of a provider means another host to each engine. */
const HOSTS = ['registry.terraform.io', 'registry.opentofu.org'];

export interface AttachedProvider {
  /** The value of `TF_REATTACH_PROVIDERS` for an engine that shall use it. */
  readonly reattach: string;
  detach(): Promise<void>;
}

/**
 * A provider within this process, attached to by every command of an engine: many steps cost a fraction of the time. It
 * reads the environment of this process, so the provider block has to say everything; and aliases, for which an engine
 * starts a process each, would share the one configuration.
 * @param source where configurations get it from, such as `example/files`
 */
export async function attachProvider<Client>(provider: Provider<Client>, source: string): Promise<AttachedProvider> {
  // An engine may kill the pid it is told, so it is that of a child that does nothing.
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1_000_000)'], { stdio: 'ignore' });
  const services = [{ shape: providerService, implementation: createService(provider) }];
  const server = await serveReattach({ protocolVersion: PROTOCOL_VERSION, services, pid: child.pid ?? 0 });
  const reattach = JSON.stringify(Object.fromEntries(HOSTS.map((host) => [`${host}/${source}`, server.reattach])));
  const detach = async () => {
    child.kill('SIGKILL');
    await server.close();
  };
  return { reattach, detach };
}
