import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Attribute, Attributes } from '../../../provider/framework/attribute.ts';
import { entry, type Value, type ValueRecord } from '../../../provider/framework/value.ts';
import { resources } from '../../../provider/resources/index.ts';
import { createKeystorePem } from '../../api/certificate.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { type People, surround } from './every-resource.ts';
import { errorsOf, startTestEngine, TestEngine } from './test-engine.ts';

let api: TestApi;
let administrators: TestEngine;
let people: People;
let server: string;
let keystore: string;
beforeAll(async () => {
  ({ api, engine: administrators } = await startTestEngine());
  people = await surround(administrators, api);
  const relay = { title: 'Relay', host: 'mail.acme.test', port: 25 };
  server = String((await administrators.make('gatepost_email_server', relay)).state.id);
  await administrators.make('gatepost_notification_settings', { email_server_id: server });
  const signing = { title: 'Signing', keystore: await createKeystorePem({ kind: 'rsa' }) };
  keystore = (await api.admin.post('/orgs/admin/keystores', signing).expect(201)).body.id;
});
afterAll(() => api.stop());

interface Spelled {
  readonly typeName: string;
  /** With dots, and positions of a list. */
  readonly at: string;
  /** With `value` for the attribute. */
  readonly config: (value: Value, ids: Readonly<Record<string, string>>) => ValueRecord;
  readonly value: string;
  readonly same: string;
  /** What is another value, however close. */
  readonly others: readonly string[];
  readonly isReplaced?: true;
  readonly isOwners?: true;
}

const zone = (fields: ValueRecord) => ({ title: 'Spelled', ...fields });
const portal = (fields: ValueRecord) => ({
  title: 'Portal',
  endpoint: 'https://portal.acme.test',
  web_endpoint_base: 'https://www.acme.test',
  notification_settings_id: 'cloud-setting',
  ...fields,
});
const person = (fields: ValueRecord) => ({ username: 'spelled', email: 'spelled@acme.test', ...fields });
const relay = (fields: ValueRecord) => ({ title: 'Spelled', host: 'smtp.acme.test', port: 25, ...fields });
const oauth2 = (token_url: Value) => ({ client_id: 'app', client_secret: 'a secret', token_url });
const settings = (fields: ValueRecord) => ({ email_server_id: server, ...fields });
const dkim = (fields: ValueRecord) =>
  settings({ dkim: { domain: 'acme.test', selector: 'gatepost', keystore_id: keystore, ...fields } });
const text = (language: Value) => ({ scope: 'cloud', mail: 'password-changed', subject: 'Anew', language });
const profile = (ids: Readonly<Record<string, string>>) => ids.serverProfile ?? '';

/** The host of a URL is written in any case, all else counts to the letter. */
const URLS = {
  value: 'https://Gate.Acme.test:8443/Path?a=B',
  same: 'HTTPS://gate.ACME.test:8443/Path?a=B',
  others: ['https://gate.acme.test:8443/path?a=B', 'https://gate.acme.test:8444/Path?a=B'],
};
const LANGUAGES = { value: 'DE-at', same: 'de-AT', others: ['de-CH', 'de'] };
/** To whom the domain belongs decides who `Ann` is. */
const ADDRESSES = { value: 'Ann@Acme.test', same: 'Ann@ACME.Test', others: ['ann@acme.test', 'Ann@acme.example'] };
/** Invitations the API compares as a whole. */
const INVITED = { value: 'Ann@Acme.test', same: 'aNN@aCME.test', others: ['anna@acme.test'] };

const TABLE: readonly Spelled[] = [
  {
    typeName: 'gatepost_organization_invitation',
    at: 'email',
    config: (email) => ({ email, notify: false }),
    isReplaced: true,
    ...INVITED,
  },
  {
    typeName: 'gatepost_organization_invitation',
    at: 'language',
    config: (language) => ({ email: 'language@acme.test', notify: false, language }),
    ...LANGUAGES,
  },
  {
    typeName: 'gatepost_member_invitation',
    at: 'email',
    config: (email, { organization = '' }) => ({ organization_id: organization, email, notify: false }),
    isReplaced: true,
    isOwners: true,
    ...INVITED,
  },
  {
    typeName: 'gatepost_member_invitation',
    at: 'language',
    config: (language, { organization = '' }) => ({
      organization_id: organization,
      email: 'language@acme.test',
      notify: false,
      language,
    }),
    isOwners: true,
    ...LANGUAGES,
  },
  { typeName: 'gatepost_user', at: 'email', config: (email) => person({ email }), ...ADDRESSES },
  { typeName: 'gatepost_user', at: 'language', config: (language) => person({ language }), ...LANGUAGES },
  {
    typeName: 'gatepost_user',
    at: 'username',
    config: (username) => person({ username }),
    value: 'Ann',
    same: 'aNN',
    others: ['anna'],
    isReplaced: true,
  },
  { typeName: 'gatepost_notification_template', at: 'language', config: text, isReplaced: true, ...LANGUAGES },
  {
    typeName: 'gatepost_notification_template',
    at: 'language',
    config: text,
    isReplaced: true,
    value: 'iw',
    same: 'he',
    others: ['hi'],
  },
  {
    typeName: 'gatepost_organization_settings',
    at: 'sender.address',
    config: (address, { organization = '' }) => ({ organization_id: organization, sender: { address } }),
    isOwners: true,
    ...ADDRESSES,
  },
  {
    typeName: 'gatepost_catalog_settings',
    at: 'sender.address',
    config: (address, { organization = '', catalog = '' }) => ({
      organization_id: organization,
      catalog_id: catalog,
      sender: { address },
    }),
    isOwners: true,
    ...ADDRESSES,
  },
  {
    typeName: 'gatepost_catalog_settings',
    at: 'portal.endpoint',
    config: (endpoint, { organization = '', catalog = '' }) => ({
      organization_id: organization,
      catalog_id: catalog,
      portal: { type: 'drupal', endpoint },
    }),
    isOwners: true,
    ...URLS,
  },
  {
    typeName: 'gatepost_email_server',
    at: 'host',
    config: (host) => relay({ host }),
    value: 'Smtp.Acme.test',
    same: 'sMTP.aCME.test',
    others: ['mail.acme.test'],
  },
  {
    typeName: 'gatepost_email_server',
    at: 'helo_name',
    config: (helo_name) => relay({ helo_name }),
    value: 'Cloud.Acme.test',
    same: 'cLOUD.aCME.test',
    others: ['mail.acme.test'],
  },
  {
    typeName: 'gatepost_email_server',
    at: 'oauth2.token_url',
    config: (url) => relay({ username: 'robot@acme.test', oauth2: oauth2(url) }),
    ...URLS,
  },
  {
    typeName: 'gatepost_portal_service',
    at: 'endpoint',
    config: (endpoint) => portal({ endpoint }),
    isReplaced: true,
    ...URLS,
  },
  {
    typeName: 'gatepost_portal_service',
    at: 'web_endpoint_base',
    config: (web_endpoint_base) => portal({ web_endpoint_base }),
    ...URLS,
  },
  { typeName: 'gatepost_analytics_service', at: 'endpoint', config: (endpoint) => zone({ endpoint }), ...URLS },
  { typeName: 'gatepost_gateway_service', at: 'endpoint', config: (endpoint) => zone({ endpoint }), ...URLS },
  {
    typeName: 'gatepost_gateway_service',
    at: 'api_endpoint_base',
    config: (api_endpoint_base) => zone({ endpoint: 'https://gate.acme.test', api_endpoint_base }),
    ...URLS,
  },
  {
    typeName: 'gatepost_gateway_service',
    at: 'api_endpoint_base',
    config: (api_endpoint_base) => zone({ endpoint: 'https://gate.acme.test', api_endpoint_base }),
    value: 'Api.Acme.test:443',
    same: 'aPI.aCME.test:443',
    others: ['api.acme.test:8443'],
  },
  {
    typeName: 'gatepost_gateway_service',
    at: 'sni.0.host',
    config: (host, ids) =>
      zone({ endpoint: 'https://gate.acme.test', sni: [{ host, tls_server_profile_id: profile(ids) }] }),
    value: 'Api.Acme.test',
    same: 'aPI.aCME.test',
    others: ['*'],
  },
  // Last, since each destroys the settings, and portals need them.
  {
    typeName: 'gatepost_notification_settings',
    at: 'sender.address',
    config: (address) => settings({ sender: { name: 'Cloud', address } }),
    ...ADDRESSES,
  },
  {
    typeName: 'gatepost_notification_settings',
    at: 'dkim.domain',
    config: (domain) => dkim({ domain }),
    value: 'Acme.test',
    same: 'aCME.test',
    others: ['mail.acme.test'],
  },
  {
    typeName: 'gatepost_notification_settings',
    at: 'dkim.selector',
    config: (selector) => dkim({ selector }),
    value: 'Gate-1',
    same: 'gATE-1',
    others: ['gate-2'],
  },
];

const valueAt = (state: Value, at: string): Value =>
  at
    .split('.')
    .reduce((value, step) => (Array.isArray(value) ? (value[Number(step)] ?? null) : entry(value, step)), state);

describe('what differs only in a spelling that means the same makes no difference, and all else does:', () => {
  test.each(TABLE.map((row) => [row.typeName, row.at, row.value, row] as const))(
    '%s.%s, %s',
    async (typeName, at, value, { config, same, others, isReplaced, isOwners }) => {
      const engine = isOwners ? people.owners : administrators;
      const made = await applyChecked(engine, typeName, config(value, people.ids));
      expect(valueAt(made.state, at)).toBe(value);
      await expectNoChange(engine, typeName, config(same, people.ids), made);
      for (const other of others) {
        const plan = await engine.plan(typeName, config(other, people.ids), made);
        expect(errorsOf(plan)).toEqual([]);
        expect(valueAt(plan.planned, at)).toBe(other);
        expect(plan.replaced).toEqual(isReplaced ? [at] : []);
      }
      const [other = ''] = others;
      const now = isReplaced ? made : await applyChecked(engine, typeName, config(other, people.ids), made);
      expect(valueAt(now.state, at)).toBe(isReplaced ? value : other);
      expect(errorsOf(await engine.apply(typeName, null, now))).toEqual([]);
    },
  );
});

/** All that can be configured, with what is within it. */
function configurable(attributes: Attributes, path: readonly string[] = []): [string, Attribute][] {
  return Object.entries(attributes).flatMap(([name, attribute]): [string, Attribute][] => {
    if (!attribute.required && !attribute.optional) return [];
    const at = [...path, name];
    const { nested } = attribute;
    if (!nested) return [[at.join('.'), attribute]];
    return configurable(nested.attributes, nested.nesting === 'list' ? [...at, '0'] : at);
  });
}

const all = resources.flatMap(({ typeName, attributes }) =>
  configurable(attributes).map(([at, attribute]) => ({ typeName, at, attribute, of: `${typeName}.${at}` })),
);

test('whatever takes an address, a URL, a language or a host name is tried here', () => {
  const words = /e-mail address|URL|language|host name/;
  const wanted = all.filter(({ attribute }) => words.test(attribute.constraint?.patternMeaning ?? ''));
  expect(wanted.length).toBeGreaterThan(10);
  const tried = TABLE.map(({ typeName, at }) => `${typeName}.${at}`);
  expect(wanted.map(({ of }) => of).filter((of) => !tried.includes(of))).toEqual([]);
});

test('whatever replaces says what means the same, or has one spelling alone', () => {
  /** Of the first ones no upper case is taken; what a client calls itself is compared to the letter. */
  const EXACT = [
    'gatepost_provider_organization.name',
    'gatepost_notification_template.scope',
    'gatepost_notification_template.mail',
    'gatepost_tls_client_profile.name',
    'gatepost_tls_client_profile.version',
    'gatepost_registration.client_id',
  ];
  /** Only its registry can say. */
  const ASKED = ['gatepost_user.username'];
  const silent = all.filter(({ attribute }) => attribute.requiresReplace && !attribute.sameMeaning);
  expect(silent.map(({ of }) => of).filter((of) => !EXACT.includes(of) && !ASKED.includes(of))).toEqual([]);
});

describe('the id of a parent that goes by its name', () => {
  test('is one id in whatever case', async () => {
    const { body } = await api.admin.get('/user-registries/admin/api-manager-lur').expect(200);
    const config = (user_registry: string) => person({ username: 'by-id', user_registry });
    const made = await applyChecked(administrators, 'gatepost_user', config(body.id));
    await expectNoChange(administrators, 'gatepost_user', config(body.id.toUpperCase()), made);
    const named = await administrators.plan('gatepost_user', config('API-manager-lur'), made);
    expect(named.replaced).toEqual(['user_registry']);
  });
});

describe('a username', () => {
  const inRegistry = async (case_sensitive: boolean) => {
    const title = case_sensitive ? 'To the letter' : 'In any case';
    const { state } = await administrators.make('gatepost_user_registry', { title, case_sensitive });
    return String(state.name);
  };
  const config = (username: string, user_registry: string) => person({ username, user_registry });

  test('in another case is another user where the registry says so', async () => {
    const registry = await inRegistry(true);
    const made = await applyChecked(administrators, 'gatepost_user', config('Ann', registry));
    expect((await administrators.plan('gatepost_user', config('ann', registry), made)).replaced).toEqual(['username']);
    await administrators.make('gatepost_user', config('ann', registry));
    expect((await administrators.plan('gatepost_user', config('ann', registry), made)).replaced).toEqual(['username']);
  });

  test('keeps its spelling where it is the same, while all else changes in place', async () => {
    const registry = await inRegistry(false);
    const made = await applyChecked(administrators, 'gatepost_user', config('Ann', registry));
    const renamed = { ...config('ann', registry), first_name: 'Ann' };
    const changed = await applyChecked(administrators, 'gatepost_user', renamed, made);
    expect(changed.state).toMatchObject({ id: made.state.id, username: 'Ann', first_name: 'Ann' });
  });

  test('of a registry that cannot be asked is never replaced unasked', async () => {
    const made = await administrators.make('gatepost_user', person({ username: 'Bea' }));
    const stranger = new TestEngine();
    await stranger.configure({ endpoint: api.url, token: 'no token of this API' });
    const plan = await stranger.plan('gatepost_user', person({ username: 'bea' }), made);
    expect(errorsOf(plan)).toEqual([expect.stringMatching(/does not accept the token/)]);
    expect(plan.replaced).toEqual([]);
    await expectNoChange(new TestEngine(), 'gatepost_user', person({ username: 'bea' }), made);
  });
});
