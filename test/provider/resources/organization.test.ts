import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import { signIn, type TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { errorsOf, type Outcome, startTestEngine, TestEngine, warningsOf } from './test-engine.ts';

const USER = 'gatepost_user';
const ORGANIZATION = 'gatepost_provider_organization';
const INVITATION = 'gatepost_organization_invitation';
const SETTINGS = 'gatepost_notification_settings';
const INVITATIONS = '/cloud/org-invitations';
const PROVIDERS = 'provider/default-idp-2';
const PASSWORD = 'long enough';

let api: TestApi;
let engine: TestEngine;
let server: Outcome & { state: ValueRecord };
let owner: Outcome & { state: ValueRecord };
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  server = await engine.make('gatepost_email_server', { title: 'Relay', host: 'mail.acme.test', port: 25 });
  owner = await engine.make(USER, person('owner'));
});
afterAll(() => api.stop());
beforeEach(() => select());

function person(username: string, fields: ValueRecord = {}): ValueRecord {
  return { username, email: `${username}@acme.test`, first_name: 'A', last_name: 'Person', ...fields };
}

async function signedIn(username: string): Promise<TestEngine> {
  const one = new TestEngine();
  await one.configure({ endpoint: api.url, token: await signIn(api.url, username, PASSWORD, PROVIDERS) });
  return one;
}

async function contentsTold(by: TestEngine, organization: Outcome): Promise<string> {
  return warningsOf(await by.plan(ORGANIZATION, null, organization)).join();
}

async function select(): Promise<Outcome> {
  return engine.make(SETTINGS, { email_server_id: server.state.id ?? null });
}

async function unselect(): Promise<void> {
  await api.admin.put('/cloud/settings', { mail_server_url: null }).expect(200);
}

describe('a provider organization', () => {
  const config = (fields: ValueRecord = {}): ValueRecord => ({
    title: 'Acme',
    owner_id: owner.state.id ?? null,
    ...fields,
  });

  test('is created without waiting for an email server, and hands itself over in place', async () => {
    await unselect();
    expect(warningsOf(await engine.plan(ORGANIZATION, config()))).toEqual([
      expect.stringMatching(/No email server is selected.*held/s),
    ]);
    const ordered = config({ notification_settings_id: 'cloud-setting' });
    expect(warningsOf(await engine.plan(ORGANIZATION, ordered))).toEqual([]);
    const created = await applyChecked(engine, ORGANIZATION, config());
    expect(created.state).toMatchObject({ name: 'acme', notification_settings_id: 'cloud-setting' });
    const next = await engine.make(USER, person('next-owner'));
    const changed = config({ title: 'Acme Ltd', summary: 'ours', owner_id: next.state.id ?? null });
    expect((await engine.plan(ORGANIZATION, changed, created)).replaced).toEqual([]);
    const updated = await applyChecked(engine, ORGANIZATION, changed, created);
    expect(updated.state).toMatchObject({
      id: created.state.id,
      owner_id: next.state.id,
      title: 'Acme Ltd',
      summary: 'ours',
    });
    expect(errorsOf(await engine.apply(USER, null, next))[0]).toMatch(/org "acme" as its owner/);
    await engine.apply(ORGANIZATION, null, updated);
    await api.admin.get('/orgs/acme').expect(404);
  });

  test('is replaced for another name, and the plan warns of what goes with it', async () => {
    const created = await engine.make(ORGANIZATION, config({ title: 'Renamed' }));
    const plan = await engine.plan(ORGANIZATION, config({ title: 'Renamed', name: 'other' }), created);
    expect(plan.replaced).toEqual(['name']);
    expect(warningsOf(plan)).toEqual([expect.stringMatching(/^name: .*everything in it/s)]);
  });

  test('whoever may look and not delete is told how much goes with it', async () => {
    const boss = await engine.make(USER, person('boss', { password: PASSWORD }));
    const created = await engine.make(ORGANIZATION, config({ title: 'Counted', owner_id: boss.state.id ?? null }));
    const viewer = await engine.make(USER, person('viewer', { password: PASSWORD }));
    const owner = api.as(await signIn(api.url, 'boss', PASSWORD, PROVIDERS));
    const user = { url: `${api.url}/api/user-registries/admin/api-manager-lur/users/${viewer.state.id}` };
    const member = { user, role_urls: ['/api/orgs/counted/roles/viewer'] };
    await owner.post('/orgs/counted/members', member).expect(201);
    await owner.post('/orgs/counted/member-invitations', { email: 'x@acme.test', notify: false }).expect(201);
    const counts = '2 members, 1 catalog and 1';
    expect(await contentsTold(engine, created)).toContain(`${counts} open invitation.`);
    expect(await contentsTold(await signedIn('viewer'), created)).toContain(`${counts} invitation.`);
  });

  test('whoever may not look either is told in general words', async () => {
    const created = await engine.make(ORGANIZATION, config({ title: 'Closed' }));
    await engine.make(USER, person('stranger', { password: PASSWORD }));
    expect(await contentsTold(await signedIn('stranger'), created)).toContain('its members, its catalogs and its open');
  });

  test('with an owner of the wrong side blames the owner', async () => {
    const admin = await engine.make(USER, person('of-admin', { user_registry: 'cloud-manager-lur' }));
    const refused = await engine.apply(ORGANIZATION, config({ title: 'Wrong', owner_id: admin.state.id ?? null }));
    expect(errorsOf(refused)).toEqual([expect.stringMatching(/^owner_id: /)]);
  });

  test('is imported by name or id without a difference, reference to the settings included', async () => {
    const ordered = config({ title: 'Imported', notification_settings_id: 'cloud-setting' });
    await applyChecked(engine, ORGANIZATION, ordered);
    const imported = await engine.import(ORGANIZATION, 'imported');
    await expectNoChange(engine, ORGANIZATION, ordered, imported);
    await expectNoChange(engine, ORGANIZATION, config({ title: 'Imported' }), imported);
    const [error] = errorsOf(await engine.apply(ORGANIZATION, ordered));
    expect(error).toContain(`id = "${imported.state?.id}"`);
  });
});

describe('an invitation', () => {
  const invite = (email: string, fields: ValueRecord = {}): ValueRecord => ({ email, ...fields });

  test('is pending, is mailed later when notify is turned on, and its link is in no state', async () => {
    const created = await applyChecked(engine, INVITATION, invite('a@acme.test', { notify: false }));
    expect(created.state).toMatchObject({ state: 'pending', notification_settings_id: 'cloud-setting' });
    const { body: before } = await api.admin.get('/cloud/deliveries');
    const updated = await applyChecked(engine, INVITATION, invite('a@acme.test'), created);
    expect(updated.state).toMatchObject({ id: created.state.id, notify: true, state: 'pending' });
    const { body: after } = await api.admin.get('/cloud/deliveries');
    expect(after.total_results).toBe(before.total_results + 1);
    expect(JSON.stringify([created.state, updated.state])).not.toContain('activat');
    expect((await engine.plan(INVITATION, invite('b@acme.test'), updated)).replaced).toEqual(['email']);
    await engine.apply(INVITATION, null, updated);
    await api.admin.get(`${INVITATIONS}/${created.state.id}`).expect(404);
  });

  test('stays as it is once accepted', async () => {
    const config = invite('c@acme.test', { notify: false });
    const { body } = await api.admin.post(INVITATIONS, config).expect(201);
    const imported = await engine.import(INVITATION, body.id);
    const token = Buffer.from(new URL(body.activation_link).searchParams.get('activation') ?? '', 'base64').toString();
    const user = { username: 'carol', email: 'c@acme.test', first_name: 'C', last_name: 'C', password: 'long enough' };
    const org = { name: 'carols', title: 'Carols' };
    await api.as(token).post(`${INVITATIONS}/${body.id}/register`, { user, org }).expect(201);
    const accepted = await engine.refresh(INVITATION, imported);
    expect(accepted.state?.state).toBe('accepted');
    await expectNoChange(engine, INVITATION, config, accepted);
    await applyChecked(engine, INVITATION, { ...config, notify: true }, accepted);
  });

  test('that has expired is a warning, and no difference', async () => {
    const config = invite('d@acme.test', { notify: false });
    const created = await engine.make(INVITATION, config);
    await api.gatepost.context.database.query(
      `UPDATE org_invitation SET expires_at = now() - interval '1 day' WHERE id = '${created.state.id}'`,
    );
    const expired = await engine.refresh(INVITATION, created);
    expect(warningsOf(expired)).toEqual([expect.stringMatching(/d@acme.test has expired.*-replace/s)]);
    await expectNoChange(engine, INVITATION, config, expired);
  });

  test('of somebody who is invited already tells which one to import', async () => {
    const first = await engine.make(INVITATION, invite('E@acme.test'));
    const [error] = errorsOf(await engine.apply(INVITATION, invite('e@acme.test')));
    expect(error).toMatch(/^email: /);
    expect(error).toContain(`id = "${first.state.id}"`);
  });
});
