import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { createMailServer } from '../../api/builder.ts';
import type { Client, TestApi } from '../../api/start-api.ts';
import { applyChecked } from './checked-apply.ts';
import { type People, surround } from './every-resource.ts';
import { type Overtaken, startOvertaken } from './overtaken.ts';
import { errorsOf, startTestEngine, TestEngine } from './test-engine.ts';

const SERVER = 'gatepost_email_server';
const SERVERS = '/orgs/admin/mail-servers';
const TEMPLATE = 'gatepost_notification_template';
const ORGANIZATION = 'gatepost_provider_organization';

let api: TestApi;
let engine: TestEngine;
let people: People;
let owner: Client;
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  const relay = await engine.make(SERVER, { title: 'Relay', host: 'mail.acme.test', port: 25 });
  await engine.make('gatepost_notification_settings', { email_server_id: relay.state.id ?? null });
  people = await surround(engine, api);
  owner = api.as(people.token);
});
afterAll(() => api.stop());

describe('somebody who changed it since the plan', () => {
  const config = (title: string) => ({ title, name: 'shared', host: 'mail.acme.test', port: 25 });

  test('is not overwritten: the error shows both sides, and nothing is changed', async () => {
    const made = await engine.make(SERVER, config('Ours'));
    const path = `${SERVERS}/${made.state.id}`;
    await api.admin.patch(path, { port: 2525, summary: 'theirs' }).expect(200);
    const refused = await engine.apply(SERVER, config('Ours renamed'), made);
    const [error] = errorsOf(refused);
    expect(error).toMatch(/was changed by somebody else/);
    expect(error).toMatch(/port: the plan was made for 25, now it is 2525; this change would make it 25/);
    expect(error).toMatch(/summary: the plan was made for null, now it is "theirs"/);
    expect(refused.state).toEqual(made.state);
    expect((await api.admin.get(path)).body).toMatchObject({ title: 'Ours', port: 2525 });
    const seen = await engine.refresh(SERVER, made);
    expect(errorsOf(await engine.apply(SERVER, config('Ours renamed'), seen))).toEqual([]);
  });

  test('to the same is no trouble, nor is what the configuration leaves alone', async () => {
    const made = await engine.make(SERVER, { ...config('Same'), name: 'same' });
    await api.admin.patch(`${SERVERS}/${made.state.id}`, { title: 'Same renamed', metadata: { a: 'b' } }).expect(200);
    await applyChecked(engine, SERVER, { ...config('Same renamed'), name: 'same' }, made);
  });

  test('is told apart by the notification settings too', async () => {
    const one = await engine.make(SERVER, { ...config('One'), name: 'one' });
    const other = await createMailServer(api);
    const settings = 'gatepost_notification_settings';
    const made = await engine.make(settings, { email_server_id: one.state.id ?? null });
    await api.admin.put('/cloud/settings', { mail_server_url: other.url }).expect(200);
    const sender = { name: 'Acme', address: 'cloud@acme.test' };
    const refused = await engine.apply(settings, { email_server_id: one.state.id ?? null, sender }, made);
    expect(errorsOf(refused)).toEqual([
      expect.stringMatching(new RegExp(`^email_server_id: .*now it is "${other.id}"`, 's')),
    ]);
  });

  test.each([
    ['an organization', 'gatepost_organization_settings', /invitation_ttl_s: .* 3600, now it is 7200/],
    ['a catalog', 'gatepost_catalog_settings', /production_mode: .* false, now it is true/],
  ])('is told apart by the settings of %s', async (_, typeName, told) => {
    const { organization = '', catalog = '' } = people.ids;
    const isCatalog = typeName === 'gatepost_catalog_settings';
    const path = isCatalog ? `/catalogs/${organization}/${catalog}/settings` : `/orgs/${organization}/settings`;
    const [first, second, theirs]: ValueRecord[] = isCatalog
      ? [{ catalog_id: catalog }, { task_self_approval: true }, { production_mode: true }]
      : [{ invitation_ttl_s: 3600 }, { reset_password_ttl_s: 600 }, { invitation_ttl: 7200 }];
    const before = { organization_id: organization, ...first };
    const made = await people.owners.make(typeName, before);
    await owner.put(path, theirs).expect(200);
    const refused = await people.owners.apply(typeName, { ...before, ...second }, made);
    expect(errorsOf(refused)).toEqual([expect.stringMatching(told)]);
    expect((await owner.get(path)).body).toMatchObject(theirs as object);
    expect(refused.state).toEqual(made.state);
  });

  test('is told apart by the text of a mail', async () => {
    const config = { scope: 'cloud', mail: 'password-changed', subject: 'Ours' };
    const made = await engine.make(TEMPLATE, config);
    const path = '/cloud/settings/notification-templates/cloud/password-changed';
    await api.admin.patch(path, { subject: 'Theirs' }).expect(200);
    const refused = await engine.apply(TEMPLATE, { ...config, body: 'Ours' }, made);
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/^subject: .* "Ours", now it is "Theirs"/s)]);
    expect((await api.admin.get(path)).body).toMatchObject({ subject: 'Theirs' });
  });

  test('is nobody where a text says something new because the one it stands over does', async () => {
    const mail = { scope: 'provider', mail: 'password-changed' };
    const config = { ...mail, organization_id: people.ids.organization ?? '', subject: 'Ours' };
    const made = await people.owners.make(TEMPLATE, config);
    await engine.make(TEMPLATE, { ...mail, body: 'The cloud says it in other words.' });
    const renamed = { ...config, subject: 'Ours, renamed' };
    const changed = await people.owners.apply(TEMPLATE, renamed, made);
    expect(errorsOf(changed)).toEqual([]);
    expect(changed.state).toMatchObject({ subject: 'Ours, renamed' });
    const read = await people.owners.refresh(TEMPLATE, changed);
    expect(read.state).toMatchObject({ body: 'The cloud says it in other words.' });
  });
});

describe('somebody who is faster by a moment', () => {
  const config = (name: string, more: ValueRecord = {}) => ({ title: 'A', name, host: 'a.test', port: 25, ...more });
  let way: Overtaken;
  let overtaken: TestEngine;
  beforeEach(() => {
    way.writes.length = 0;
  });
  beforeAll(async () => {
    way = await startOvertaken(api.url);
    overtaken = new TestEngine();
    await overtaken.configure({ endpoint: way.url, token: api.token });
  });
  afterAll(() => way.stop());

  test('is not overwritten: the error shows both sides, and who it was', async () => {
    const made = await engine.make(SERVER, config('faster'));
    const path = `${SERVERS}/${made.state.id}`;
    way.overtakeBy(() => api.admin.patch(path, { port: 2525 }).expect(200));
    const refused = await overtaken.apply(SERVER, config('faster', { title: 'B' }), made);
    const [error] = errorsOf(refused);
    expect(error).toMatch(/^port: .*port: the plan was made for 25, now it is 2525; this change would make it 25/s);
    expect(error).toMatch(/was changed \(port\) by admin at/);
    expect(way.writes).toEqual(['PATCH "1"']);
    expect(refused.state).toEqual(made.state);
    expect((await api.admin.get(path)).body).toMatchObject({ title: 'A', port: 2525 });
  });

  test('is no trouble with what the change does not overwrite: it is sent once more', async () => {
    const made = await engine.make(SERVER, config('beside'));
    const path = `${SERVERS}/${made.state.id}`;
    way.overtakeBy(() => api.admin.patch(path, { metadata: { by: 'them' } }).expect(200));
    const changed = await overtaken.apply(SERVER, config('beside', { title: 'B' }), made);
    expect(errorsOf(changed)).toEqual([]);
    expect(way.writes).toEqual(['PATCH "1"', 'PATCH "2"']);
    expect((await api.admin.get(path)).body).toMatchObject({ title: 'B', metadata: { by: 'them' } });
  });

  test('again and again ends the change in the words of the API', async () => {
    const made = await engine.make(SERVER, config('restless'));
    let count = 0;
    const theirs = () => api.admin.patch(`${SERVERS}/${made.state.id}`, { metadata: { count: `${count++}` } });
    way.overtakeBy(() => theirs().expect(200), 2);
    const refused = await overtaken.apply(SERVER, config('restless', { title: 'B' }), made);
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/changed \(metadata\) by admin .*: plan again/s)]);
    expect(way.writes).toEqual(['PATCH "1"', 'PATCH "2"']);
  });

  test('is seen before an organization is passed on, and after', async () => {
    const { owner: from = '', user = '', stranger = '' } = people.ids;
    const config = { title: 'Passed', owner_id: from };
    const made = await engine.make(ORGANIZATION, config);
    const path = `/orgs/${made.state.id}`;
    const rename = (title: string) => () => api.admin.patch(path, { title }).expect(200);
    way.overtakeBy(rename('Theirs'));
    const refused = await overtaken.apply(ORGANIZATION, { ...config, owner_id: user }, made);
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/^title: .*now it is "Theirs"/s)]);
    expect(way.writes).toEqual(['POST "1"']);
    const seen = await engine.refresh(ORGANIZATION, made);
    way.overtakeBy(async () => undefined);
    way.overtakeBy(rename('Theirs again'));
    const halfway = await overtaken.apply(ORGANIZATION, { title: 'Ours', owner_id: stranger }, seen);
    expect(errorsOf(halfway)).toEqual([expect.stringMatching(/^title: .*now it is "Theirs again"/s)]);
    expect(way.writes.slice(1)).toEqual(['POST "2"', 'PATCH "3"']);
    expect(halfway.state).toMatchObject({ title: 'Theirs', owner_id: stranger });
  });

  test('takes the text of a mail: it is there already', async () => {
    const path = '/cloud/settings/notification-templates/cloud/invitation';
    way.overtakeBy(() => api.admin.patch(path, { subject: 'Theirs' }).expect(200));
    const text = { scope: 'cloud', mail: 'invitation', subject: 'Ours' };
    const refused = await overtaken.apply(TEMPLATE, text);
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/exists already.*id = "cloud\/invitation\/en"/s)]);
    expect(way.writes).toEqual(['PATCH "1"']);
    expect((await api.admin.get(path)).body).toMatchObject({ subject: 'Theirs' });
  });
});
