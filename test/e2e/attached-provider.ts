import { spawn } from 'node:child_process';
import { providerService } from '../../provider/framework/protocol/provider.ts';
import { createService } from '../../provider/framework/service/service.ts';
import { serveReattach } from '../../provider/plugin/reattach.ts';
import { provider } from '../../provider/provider.ts';
import type { ProviderSource } from '../../toolbox/provider-mirror.ts';

/** Both meanings of the short address. */
const ADDRESSES = ['registry.terraform.io/gatepost/gatepost', 'registry.opentofu.org/gatepost/gatepost'];

/**
 * The provider within this process, attached to by every command of the engine: many steps cost a fraction of the time.
 * It reads the environment of this process, so the provider block has to say everything; and aliases, for which an engine
 * starts a process each, would share the one configuration.
 */
export async function attachProvider(): Promise<{ source: ProviderSource; detach(): Promise<void> }> {
  // An engine may kill the pid it is told, so it is that of a child that does nothing.
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1_000_000)'], { stdio: 'ignore' });
  const services = [{ shape: providerService, implementation: createService(provider) }];
  const server = await serveReattach({ protocolVersion: 6, services, pid: child.pid ?? 0 });
  const reattach = JSON.stringify(Object.fromEntries(ADDRESSES.map((address) => [address, server.reattach])));
  const detach = async () => {
    child.kill('SIGKILL');
    await server.close();
  };
  return { source: { reattach }, detach };
}
