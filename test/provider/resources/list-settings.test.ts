import { getMaxListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '../../../provider/client/client.ts';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { provider } from '../../../provider/provider.ts';
import { signIn, type TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { type People, surround } from './every-resource.ts';
import { generate, importByIdentity, type Listed, list, warnedList } from './further-engine.ts';
import { errorsOf, startTestEngine, TestEngine } from './test-engine.ts';

/** Lists of what comes with something else: settings of organizations and of catalogs, texts of mails. */

const SETTINGS = 'gatepost_organization_settings';
const CATALOGS = 'gatepost_catalog_settings';
const TEXTS = 'gatepost_notification_template';

let api: TestApi;
let administrators: TestEngine;
let people: People;
let organization: string;
let catalog: string;
beforeAll(async () => {
  ({ api, engine: administrators } = await startTestEngine());
  people = await surround(administrators, api);
  ({ organization = '', catalog = '' } = people.ids);
  const { owners } = people;
  await applyChecked(owners, SETTINGS, { organization_id: organization, invitation_ttl_s: 3600 });
  await applyChecked(owners, CATALOGS, { organization_id: organization, catalog_id: catalog, production_mode: true });
  const reset = { mail: 'password-reset', scope: 'provider', organization_id: organization };
  await applyChecked(owners, TEXTS, { ...reset, subject: 'A new password' });
  await applyChecked(owners, TEXTS, { ...reset, language: 'de', subject: 'Ein neues Passwort' });
  const ready = { mail: 'portal-ready', scope: 'catalog', organization_id: organization, catalog_id: catalog };
  await applyChecked(owners, TEXTS, { ...ready, subject: 'Open' });
  await applyChecked(administrators, TEXTS, { mail: 'invitation', scope: 'cloud', subject: 'Come in' });
  await applyChecked(administrators, TEXTS, { mail: 'password-reset', scope: 'admin', subject: 'For us' });
});
afterAll(() => api.stop());

const namesOf = (found: readonly Listed[]) => found.map(({ name }) => name).sort();

/** Imported by what the list tells, as the list tells it, and as the provider writes it down. */
async function expectImportable(engine: TestEngine, typeName: string, { identity, resource }: Listed) {
  const imported = await importByIdentity(engine, typeName, identity);
  expect(errorsOf(imported)).toEqual([]);
  expect(imported.state).toEqual(resource);
  const generated = await generate(engine, typeName, imported.state ?? {});
  expect(errorsOf({ diagnostics: await engine.validate(typeName, generated) })).toEqual([]);
  await expectNoChange(engine, typeName, generated, imported);
}

describe('settings of organizations', () => {
  test('are listed one for each organization, and imported by their identity without a difference', async () => {
    const found = await list(people.owners, SETTINGS, {}, { whole: true });
    expect(namesOf(found)).toEqual(['Acme', 'Other']);
    for (const one of found) await expectImportable(people.owners, SETTINGS, one);
    expect(found[0]?.resource).toMatchObject({ organization_id: organization, invitation_ttl_s: 3600 });
  });

  test('are narrowed by the id of an organization, by a text, and by a limit', async () => {
    const named = (config: ValueRecord, options = {}) => list(people.owners, SETTINGS, config, options);
    expect(namesOf(await named({ organization_id: organization }))).toEqual(['Acme']);
    expect(namesOf(await named({ contains: 'THE' }))).toEqual(['Other']);
    expect(await named({}, { limit: 1 })).toHaveLength(1);
    const nowhere = { organization_id: '00000000-0000-4000-8000-000000000000' };
    await expect(named(nowhere)).rejects.toThrow(/not found|permission/i);
  });

  test('of organizations that are closed to the credentials are left out, and said to be', async () => {
    const member = await memberOf(organization);
    const { found, warnings } = await warnedList(member, SETTINGS);
    expect(found).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('The settings of organization Acme are left out')]);
    await expect(list(member, SETTINGS, { organization_id: organization })).rejects.toThrow(/permission/i);
  });
});

describe('settings of catalogs', () => {
  test('are listed one for each catalog, and imported by their identity without a difference', async () => {
    const found = await list(people.owners, CATALOGS, {}, { whole: true });
    expect(namesOf(found)).toEqual(['Sandbox', 'Sandbox', 'Settled']);
    for (const one of found) await expectImportable(people.owners, CATALOGS, one);
  });

  test('are narrowed by the id of an organization, and by a text', async () => {
    const within = { organization_id: organization };
    expect(namesOf(await list(people.owners, CATALOGS, within))).toEqual(['Sandbox', 'Settled']);
    const [one] = await list(people.owners, CATALOGS, { ...within, contains: 'sett' });
    expect(one?.identity).toEqual({ organization_id: organization, catalog_id: catalog });
  });
});

describe('texts of mails', () => {
  const OURS = ['password-reset (admin, en)', 'invitation (cloud, en)'];
  const THEIRS = [
    'Acme: password-reset (provider, de)',
    'Acme: password-reset (provider, en)',
    'Acme, Settled: portal-ready (catalog, en)',
  ];

  test('are listed where somebody changed them, and imported by their identity without a difference', async () => {
    const ours = await list(administrators, TEXTS, {}, { whole: true });
    expect(namesOf(ours)).toEqual([...OURS].sort());
    for (const one of ours) await expectImportable(administrators, TEXTS, one);
    const within = { organization_id: organization };
    const theirs = await list(people.owners, TEXTS, within, { whole: true });
    expect(namesOf(theirs)).toEqual([...THEIRS].sort());
    for (const one of theirs) await expectImportable(people.owners, TEXTS, one);
  });

  test('are told by whoever may see some of them, and the others said to be left out', async () => {
    const { found, warnings } = await warnedList(people.owners, TEXTS);
    expect(namesOf(found)).toEqual([...THEIRS].sort());
    expect(warnings).toEqual([expect.stringContaining('The texts of mails of the cloud are left out')]);
  });

  test('are narrowed by scope, by catalog, by a text, and by a limit', async () => {
    const named = async (config: ValueRecord, options = {}) =>
      namesOf(await list(people.owners, TEXTS, { organization_id: organization, ...config }, options));
    expect(await named({ scope: 'provider' })).toEqual(THEIRS.slice(0, 2));
    expect(await named({ catalog_id: catalog })).toEqual(THEIRS.slice(2));
    expect(await named({ contains: 'portal' })).toEqual(THEIRS.slice(2));
    expect(await named({}, { limit: 2 })).toHaveLength(2);
    expect(namesOf(await list(administrators, TEXTS, { scope: 'cloud' }))).toEqual(['invitation (cloud, en)']);
  });

  test('of a catalog need its organization, in a list and in an identity', async () => {
    const missing = /Set `organization_id`|Give `organization_id`/;
    await expect(list(people.owners, TEXTS, { catalog_id: catalog })).rejects.toThrow(missing);
    const identity = { organization_id: null, catalog_id: catalog, scope: 'cloud', mail: 'invitation', language: null };
    const imported = await importByIdentity(administrators, TEXTS, identity);
    expect(errorsOf(imported)).toEqual([expect.stringMatching(missing)]);
  });

  test('are imported by an identity without a language in English', async () => {
    const identity = { organization_id: null, catalog_id: null, scope: 'cloud', mail: 'invitation', language: null };
    const imported = await importByIdentity(administrators, TEXTS, identity);
    expect(imported.state).toMatchObject({ language: 'en', subject: 'Come in' });
  });
});

test('a search lets as much wait at once as there is, which Node would take for a leak', async () => {
  const { signal } = new AbortController();
  const nothing = { get: async () => ({ total_results: 0, results: [] }) } as unknown as Client;
  const context = { client: nothing, signal, config: {}, warn: () => {}, includeResource: false, limit: 1 };
  for (const { list: search } of await provider.listResources())
    for await (const { displayName } of search(context)) expect(displayName).toBe('Notification settings');
  expect(getMaxListeners(signal)).toBe(Number.POSITIVE_INFINITY);
});

/** Signed in as somebody who belongs to an organization and may see no settings there. */
async function memberOf(id: string): Promise<TestEngine> {
  const { user = '', role = '' } = people.ids;
  await people.owners.make('gatepost_member', { organization_id: id, user_id: user, role_ids: [role] });
  const engine = new TestEngine();
  const token = await signIn(api.url, 'member', 'long enough', 'provider/default-idp-2');
  await engine.configure({ endpoint: api.url, token });
  return engine;
}
