import { type Sink, startSink } from '../../../lab/sink.ts';
import { createAuthority, type Issued } from '../../../toolbox/certificate-authority.ts';
import { orStop, together } from '../../set-up/started.ts';
import { create, createMailServer, newTitle, selectServer } from '../builder.ts';
import { createGateway, createProviderOrg, type ProviderOrg } from '../provider-org.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from '../start-api.ts';

/** What every request of the fuzz stands on: a cloud whose mail arrives, and what objects of others need. */
export interface Ground {
  api: TestApi;
  sink: Sink;
  /** A certificate with its key. */
  issued: Issued;
  /** The URL of a gateway that catalogs may configure. */
  gatewayUrl: string;
  /** Where catalogs are. */
  provider: ProviderOrg;
  stop(): Promise<void>;
}

export async function createGround(): Promise<Ground> {
  const [api, sink, authority] = await together([startApi(), startSink({ security: 'plain' }), createAuthority()]);
  const stop = async () => {
    await api.stop();
    await sink.stop();
  };
  const issued = await authority.issueClient('fuzz');
  return { api, sink, issued, ...(await orStop(furnish({ api, sink }), { stop })), stop };
}

async function furnish({ api, sink }: Pick<Ground, 'api' | 'sink'>): Promise<Pick<Ground, 'gatewayUrl' | 'provider'>> {
  await selectSink({ api, sink });
  const { url: gatewayUrl } = await createGateway(api);
  return { gatewayUrl, provider: await createProviderOrg(api) };
}

/** The server may have been changed or cleared away by what was sent before. */
export async function selectSink({ api, sink }: Pick<Ground, 'api' | 'sink'>): Promise<void> {
  const server = await createMailServer(api, { host: '127.0.0.1', port: sink.port });
  await selectServer(api, server.url);
}

/** A user of the API Manager's or, by default, the Cloud Manager's registry. */
export async function createPerson(api: TestApi, registry = 'cloud-manager-lur') {
  const body = await create(api, `/user-registries/admin/${registry}/users`, newPerson());
  return body as { id: string; url: string; username: string; email: string };
}

export function newPerson() {
  const username = newTitle('fuzzed');
  return { username, email: `${username}@example.com`, password: ADMIN_PASSWORD };
}
