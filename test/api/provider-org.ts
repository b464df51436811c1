import { create, newTitle } from './builder.ts';
import { type Client, signIn, type TestApi } from './start-api.ts';

const USERS = '/user-registries/admin/api-manager-lur/users';
const PASSWORD = 'long enough';
export const ZONE = '/orgs/admin/availability-zones/availability-zone-default';

/** A provider organization, and its owner signed in at the API Manager. */
export interface ProviderOrg {
  org: { id: string; name: string; url: string };
  owner: { url: string; username: string };
  client: Client;
  token: string;
}

export async function createProviderOrg(api: TestApi): Promise<ProviderOrg> {
  const username = newTitle('owner');
  const owner = await createProviderUser(api, username);
  const org = await create(api, '/cloud/orgs', { title: newTitle('org'), owner_url: owner.url });
  const token = await signIn(api.url, username, PASSWORD, 'provider/default-idp-2');
  return { org, owner, client: api.as(token), token };
}

export async function createProviderUser(api: TestApi, username = newTitle('person')) {
  const sent = { username, email: `${username}@acme.test`, password: PASSWORD };
  const { body } = await api.admin.post(USERS, sent).expect(201);
  return body;
}

export function gateway(fields: object = {}) {
  const title = newTitle('gateway');
  return { title, endpoint: `https://manager.${title}.test`, api_endpoint_base: `https://${title}.test`, ...fields };
}

export const createGateway = (api: TestApi, fields: object = {}, zone = ZONE) =>
  create(api, `${zone}/gateway-services`, gateway(fields));

/** The path under /api of an answer's URL. */
export const pathOf = (url: string) => new URL(url).pathname.slice('/api'.length);

export const namesOf = (body: { results: { name: string }[] }) => body.results.map(({ name }) => name);
