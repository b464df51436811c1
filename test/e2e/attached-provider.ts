import { attachProvider as attach } from '../../provider/package/attach.ts';
import { provider } from '../../provider/provider.ts';
import type { ProviderSource } from '../../toolbox/provider-mirror.ts';

/** The provider within this process. */
export async function attachProvider(): Promise<{ source: ProviderSource; stop(): Promise<void> }> {
  const { reattach, detach } = await attach(provider, 'gatepost/gatepost');
  return { source: { reattach }, stop: detach };
}
