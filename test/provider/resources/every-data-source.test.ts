import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entry, type ValueRecord } from '../../../provider/framework/value.ts';
import { provider } from '../../../provider/provider.ts';
import { type Authority, createAuthority } from '../../../toolbox/certificate-authority.ts';
import type { TestApi } from '../../api/start-api.ts';
import { cases, type People, surround } from './every-resource.ts';
import { errorsOf, startTestEngine, type TestEngine } from './test-engine.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let api: TestApi;
let administrators: TestEngine;
let people: People;
let authority: Authority;
beforeAll(async () => {
  ({ api, engine: administrators } = await startTestEngine());
  authority = await createAuthority();
  const relay = await administrators.make('gatepost_email_server', {
    title: 'Relay',
    host: 'mail.acme.test',
    port: 25,
  });
  await administrators.make('gatepost_notification_settings', { email_server_id: relay.state.id ?? null });
  people = await surround(administrators, api);
});
afterAll(() => api.stop());

/** What is made for the flow of a data source, and how it is found and listed; the rest is in the flow of resources. */
interface Found {
  readonly list: string;
  readonly by?: string;
  readonly config?: () => ValueRecord | Promise<ValueRecord>;
}

const FOUND: Readonly<Record<string, Found>> = {
  gatepost_truststore: {
    list: 'gatepost_truststores',
    config: () => ({ title: 'Found', ca_cert_pem: authority.certificatePem }),
  },
  gatepost_keystore: {
    list: 'gatepost_keystores',
    config: async () => {
      const { certificatePem, privateKeyPem } = await authority.issueClient('found');
      return { title: 'Found', cert_pem: certificatePem, private_key_pem: privateKeyPem };
    },
  },
  gatepost_tls_client_profile: { list: 'gatepost_tls_client_profiles', config: () => ({ title: 'Found' }) },
  gatepost_email_server: {
    list: 'gatepost_email_servers',
    config: () => ({ title: 'Found', host: 'mail.acme.test', port: 587, username: 'robot', password: 'sesame' }),
  },
  gatepost_user: {
    list: 'gatepost_users',
    by: 'username',
    config: () => ({ username: 'found', email: 'found@acme.test' }),
  },
  gatepost_provider_organization: {
    list: 'gatepost_provider_organizations',
    config: () => ({ title: 'Found', owner_id: people.ids.owner ?? null }),
  },
  gatepost_organization_invitation: {
    list: 'gatepost_organization_invitations',
    by: 'email',
    config: () => ({ email: 'found@acme.test', notify: false }),
  },
  gatepost_portal_service: {
    list: 'gatepost_portal_services',
    config: () => ({
      title: 'Found',
      endpoint: 'https://portal.acme.test',
      web_endpoint_base: 'https://www.acme.test',
    }),
  },
  gatepost_user_registry: { list: 'gatepost_user_registries' },
  gatepost_registration: { list: 'gatepost_registrations' },
  gatepost_role: { list: 'gatepost_roles' },
  gatepost_member: { list: 'gatepost_members' },
  gatepost_member_invitation: { list: 'gatepost_member_invitations', by: 'email' },
  gatepost_availability_zone: { list: 'gatepost_availability_zones' },
  gatepost_analytics_service: { list: 'gatepost_analytics_services' },
  gatepost_gateway_service: { list: 'gatepost_gateway_services' },
  gatepost_catalog: { list: 'gatepost_catalogs' },
};

describe.each(Object.entries(FOUND))('%s', (typeName, { list, by = 'name', config }) => {
  let engine: TestEngine;
  let made: ValueRecord;
  /** Says where to look. */
  let place: ValueRecord = {};
  beforeAll(async () => {
    const one = cases[typeName]?.(people.ids);
    engine = one?.isOwners ? people.owners : administrators;
    made = (await engine.make(typeName, (await config?.()) ?? one?.steps[0] ?? {})).state;
    if (one?.isOwners) place = { organization_id: made.organization_id ?? null };
  });

  test('is found by id and by what it is called, with what the resource has, and no secret', async () => {
    const byId = await engine.readData(typeName, { ...place, id: made.id ?? null });
    expect(errorsOf(byId)).toEqual([]);
    const shared = Object.keys(made).filter((name) => Object.hasOwn(byId.state ?? {}, name));
    expect(shared.length).toBeGreaterThan(2);
    expect(byId.state).toMatchObject(Object.fromEntries(shared.map((name) => [name, entry(made, name)])));
    expect(JSON.stringify(byId.state)).not.toMatch(/PRIVATE KEY|sesame|first secret/);
    const byName = await engine.readData(typeName, { ...place, [by]: entry(made, by) });
    expect(byName.state).toEqual(byId.state);
  });

  test('that is not there is an error on the attribute that was to find it', async () => {
    expect(errorsOf(await engine.readData(typeName, { ...place, id: NOBODY }))).toEqual([
      expect.stringMatching(/^id: There is no/),
    ]);
    expect(errorsOf(await engine.readData(typeName, { ...place, [by]: 'nobody-of-that-name' }))).toEqual([
      expect.stringMatching(new RegExp(`^${by}: There is no`)),
    ]);
  });

  test('stands in the list of its kind, which a filter narrows', async () => {
    const all = await engine.readData(list, place);
    expect(errorsOf(all)).toEqual([]);
    const items = entry(all.state, 'items') as readonly ValueRecord[];
    const mine = items.find(({ id }) => id === made.id) ?? {};
    const shared = Object.keys(mine).filter(
      (name) => Object.hasOwn(made, name) && !['availability_zone', 'user_registry'].includes(name),
    );
    expect(mine).toMatchObject(Object.fromEntries(shared.map((name) => [name, entry(made, name)])));
    const text = String(entry(made, by)).toUpperCase().slice(1);
    const few = await engine.readData(list, { ...place, [`${by}_contains`]: text });
    expect(entry(few.state, 'ids')).toContain(made.id);
    const none = await engine.readData(list, { ...place, [`${by}_contains`]: 'nothing is called so' });
    expect(none.state).toMatchObject({ ids: [], items: [] });
  });
});

describe('what there is one of in a place', () => {
  test('is read there: settings of organizations and catalogs', async () => {
    const { organization = '', catalog = '' } = people.ids;
    const of = { organization_id: organization };
    const settings = await people.owners.readData('gatepost_organization_settings', of);
    expect(settings.state).toEqual({
      ...of,
      id: organization,
      sender: null,
      invitation_ttl_s: null,
      reset_password_ttl_s: null,
    });
    const catalogs = await people.owners.readData('gatepost_catalog_settings', { ...of, catalog_id: catalog });
    expect(catalogs.state).toMatchObject({
      id: catalog,
      production_mode: false,
      portal: { type: 'none', endpoint: null },
    });
  });

  test('is read there: the notification settings of the cloud', async () => {
    const { state } = await administrators.readData('gatepost_notification_settings', {});
    const named = await administrators.readData('gatepost_email_server', { name: 'relay' });
    expect(state).toEqual({
      id: 'cloud-setting',
      email_server_id: named.state?.id,
      fallback_email_server_ids: [],
      sender: null,
      dkim: null,
    });
    await api.admin.put('/cloud/settings', { mail_server_url: null }).expect(200);
    const unselected = await administrators.readData('gatepost_notification_settings', {});
    expect(unselected.state).toMatchObject({ email_server_id: null });
  });

  test('is read there: what a mail says, changed or not', async () => {
    const mail = { scope: 'cloud', mail: 'invitation' };
    const { state } = await administrators.readData('gatepost_notification_template', { ...mail, language: 'de' });
    expect(state).toMatchObject({ ...mail, language: 'de', is_changed: false, content_type: ['text', 'html'] });
    const missing = await administrators.readData('gatepost_notification_template', { ...mail, language: 'fr' });
    expect(errorsOf(missing)).toEqual([expect.stringContaining('There is no such text')]);
  });

  test('is listed there: what all mails say, by scope, mail, and whether somebody has changed it', async () => {
    const changed = { scope: 'cloud', mail: 'password-changed', subject: 'By us' };
    await administrators.make('gatepost_notification_template', changed);
    const list = async (filter: ValueRecord, engine = administrators) => {
      const { state } = await engine.readData('gatepost_notification_templates', filter);
      return (entry(state, 'items') as readonly ValueRecord[]).map(({ scope, mail }) => `${scope}/${mail}`);
    };
    expect(await list({ only_changed: true })).toEqual(['cloud/password-changed']);
    expect(await list({ mail_contains: 'EXPIRES' })).toEqual([
      'admin/certificate-expires-soon',
      'cloud/certificate-expires-soon',
    ]);
    const own = { organization_id: people.ids.organization ?? null, scope: 'catalog', mail_contains: 'portal' };
    expect(await list(own, people.owners)).toEqual(['catalog/portal-ready']);
  });

  test('is found too where nothing manages it: a TLS server profile', async () => {
    const named = await administrators.readData('gatepost_tls_server_profile', { name: 'tls-server-profile-default' });
    expect(named.state).toMatchObject({ id: people.ids.serverProfile, version: '1.0.0' });
    const id = people.ids.serverProfile ?? '';
    expect((await administrators.readData('gatepost_tls_server_profile', { id })).state).toEqual(named.state);
  });
});

describe('what whoever runs a plan may ask besides', () => {
  test('are the permissions that there are, and those held', async () => {
    const { state } = await administrators.readData('gatepost_permissions', {});
    expect(state?.permissions).toEqual(expect.arrayContaining(['org/settings:manage', 'cloud/view']));
    expect(state?.held).toContainEqual({
      organization_id: null,
      permissions: expect.arrayContaining(['cloud/manage']),
    });
    const orgs = await people.owners.readData('gatepost_permissions', { collection: 'org' });
    expect(orgs.state?.permissions).not.toContain('cloud/view');
    expect(orgs.state?.held).toContainEqual({
      organization_id: people.ids.organization,
      permissions: expect.arrayContaining(['org/settings:manage']),
    });
  });

  test('is how mail gets on', async () => {
    const { body } = await api.admin.get('/cloud/deliveries/summary').expect(200);
    const { state } = await administrators.readData('gatepost_delivery_summary', {});
    expect(Object.keys(state ?? {}).sort()).toEqual([...Object.keys(body.counts), 'oldest_due_at'].sort());
  });
});

test('every data source is tried here, or by itself', async () => {
  const own = ['gatepost_email_server_probe'];
  const others = ['settings', 'template', 'templates', 'tls_server_profile', 'permissions', 'delivery_summary'];
  const tried = [...Object.keys(FOUND), ...Object.values(FOUND).map(({ list }) => list), ...own];
  const names = (await provider.dataSources()).map(({ typeName }) => typeName);
  expect(names.filter((name) => !tried.includes(name) && !others.some((end) => name.endsWith(end)))).toEqual([]);
});
