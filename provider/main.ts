import { providerService } from './framework/protocol/provider.ts';
import { createService } from './framework/service/service.ts';
import { serve } from './plugin/serve.ts';
import { provider } from './provider.ts';

serve({
  cookie: {
    key: 'TF_PLUGIN_MAGIC_COOKIE',
    value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  },
  protocolVersion: 6,
  services: [{ shape: providerService, implementation: createService(provider) }],
  friendlyText:
    'This is the Terraform provider gatepost. Terraform and OpenTofu start it themselves: run "terraform init" with a configuration that requires the provider gatepost/gatepost.',
});
