import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { provider } from '../../../provider/provider.ts';
import { createAuthority } from '../../../toolbox/certificate-authority.ts';
import type { TestApi } from '../../api/start-api.ts';
import { expectNoChange } from './checked-apply.ts';
import { generate, importByIdentity, list } from './further-engine.ts';
import { errorsOf, type Outcome, startTestEngine, type TestEngine } from './test-engine.ts';

let api: TestApi;
let engine: TestEngine;
const made = new Map<string, { config: ValueRecord; outcome: Outcome & { state: ValueRecord } }>();

async function make(typeName: string, config: ValueRecord): Promise<string> {
  const outcome = await engine.make(typeName, config);
  made.set(typeName, { config, outcome });
  return String(outcome.state.id);
}

beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  const { certificatePem, privateKeyPem } = await createAuthority();
  const truststore_id = await make('gatepost_truststore', { title: 'Trusted', ca_cert_pem: certificatePem });
  await make('gatepost_keystore', { title: 'Own', cert_pem: certificatePem, private_key_pem: privateKeyPem });
  const tls_client_profile_id = await make('gatepost_tls_client_profile', { title: 'Mail profile', truststore_id });
  const server = { title: 'Relay', host: 'mail.acme.test', port: 25, tls_client_profile_id };
  const email_server_id = await make('gatepost_email_server', server);
  await make('gatepost_notification_settings', { email_server_id });
  const owner_id = await make('gatepost_user', { username: 'owner', email: 'owner@acme.test', last_name: 'Owner' });
  await make('gatepost_provider_organization', { title: 'Acme', owner_id });
  const organization_id = api.gatepost.context.adminOrgId;
  await make('gatepost_role', { title: 'Reader', organization_id, permissions: ['org/settings:view'] });
  await make('gatepost_organization_invitation', { email: 'new@acme.test', notify: false });
  const portal = { endpoint: 'https://api.portal.test', web_endpoint_base: 'https://www.portal.test' };
  await make('gatepost_portal_service', { title: 'Portal', ...portal });
});
afterAll(() => api.stop());

test('every resource has an identity and a list', async () => {
  const resources = await provider.resources();
  expect(resources.filter(({ identity }) => !identity)).toEqual([]);
  const listed = (await provider.listResources()).map(({ typeName }) => typeName);
  expect(listed).toEqual(resources.map(({ typeName }) => typeName));
});

describe('what was made is listed, and imported by its identity without a difference:', () => {
  const TYPES = [
    'gatepost_truststore',
    'gatepost_tls_client_profile',
    'gatepost_email_server',
    'gatepost_notification_settings',
    'gatepost_user',
    'gatepost_provider_organization',
    'gatepost_role',
    'gatepost_organization_invitation',
    'gatepost_portal_service',
    'gatepost_keystore',
  ];

  test.each(TYPES)('%s', async (typeName) => {
    const { config, outcome } = made.get(typeName) ?? {};
    if (!config || !outcome) throw new Error(`no ${typeName} was made`);
    const found = await list(engine, typeName, {}, { whole: true });
    const mine = found.find(({ identity }) => identity.id === outcome.state.id);
    const imported = await importByIdentity(engine, typeName, mine?.identity ?? {});
    expect(errorsOf(imported)).toEqual([]);
    expect(mine?.resource).toEqual(imported.state);
    // What the API does not tell is not there after an import.
    const { private_key_pem: _, ...told } = config;
    await expectNoChange(engine, typeName, told, imported);
    const generated = await generate(engine, typeName, imported.state ?? {});
    expect(generated.id).toBeNull();
    expect(errorsOf({ diagnostics: await engine.validate(typeName, generated) })).toEqual([]);
    await expectNoChange(engine, typeName, generated, imported);
  });
});

test('a list goes through all parents, or through the one that is named', async () => {
  const usernames = async (config: ValueRecord) =>
    (await list(engine, 'gatepost_user', config)).map(({ name }) => name);
  expect((await usernames({})).sort()).toEqual(['admin', 'owner']);
  expect(await usernames({ user_registry: 'api-manager-lur' })).toEqual(['owner']);
  await expect(usernames({ user_registry: 'nowhere' })).rejects.toThrow(
    /^user_registry: There is no user registry "nowhere".*There are: api-manager-lur, cloud-manager-lur/s,
  );
});

test('a list shows providers, and not the organization of the cloud', async () => {
  expect((await list(engine, 'gatepost_provider_organization')).map(({ name }) => name)).toEqual(['Acme']);
});

test('a list ends at its limit, and is narrowed by a text', async () => {
  const profiles = await list(engine, 'gatepost_tls_client_profile');
  expect(profiles.length).toBeGreaterThan(3);
  expect(await list(engine, 'gatepost_tls_client_profile', {}, { limit: 3 })).toEqual(profiles.slice(0, 3));
  const narrowed = await list(engine, 'gatepost_tls_client_profile', { contains: 'mail PRO' });
  expect(narrowed.map(({ name }) => name)).toEqual(['Mail profile']);
});

test('a list through all parents leaves out what is closed to its credentials, and says so', async () => {
  const roles = await list(engine, 'gatepost_role');
  expect(roles.map(({ name }) => name)).toContain('Reader');
  const { id } = (await api.admin.get('/orgs/acme').expect(200)).body;
  await expect(list(engine, 'gatepost_role', { organization_id: id })).rejects.toThrow(/permission/i);
});
