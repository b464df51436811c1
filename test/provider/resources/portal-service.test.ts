import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyChecked, expectNoChange } from './checked-apply.ts';
import { errorsOf, type Outcome, startTestEngine, type TestEngine } from './test-engine.ts';

const INVITATION = 'gatepost_organization_invitation';
const PORTAL = 'gatepost_portal_service';
const SETTINGS = 'gatepost_notification_settings';

let api: TestApi;
let engine: TestEngine;
let server: Outcome & { state: ValueRecord };
beforeAll(async () => {
  ({ api, engine } = await startTestEngine());
  server = await engine.make('gatepost_email_server', { title: 'Relay', host: 'mail.acme.test', port: 25 });
});
afterAll(() => api.stop());
beforeEach(() => select());

async function select(): Promise<Outcome> {
  return engine.make(SETTINGS, { email_server_id: server.state.id ?? null });
}

async function unselect(): Promise<void> {
  await api.admin.put('/cloud/settings', { mail_server_url: null }).expect(200);
}

describe('a portal service', () => {
  const portal = (name: string, fields: ValueRecord = {}): ValueRecord => ({
    title: name,
    endpoint: `https://api.${name}.test`,
    web_endpoint_base: `https://www.${name}.test`,
    ...fields,
  });

  test('is registered in the default zone, changes in place, and is replaced for another endpoint', async () => {
    const created = await applyChecked(engine, PORTAL, portal('one'));
    expect(created.state).toMatchObject({ availability_zone: 'availability-zone-default', timeouts: null });
    const changed = portal('one', { title: 'One', name: 'uno', web_endpoint_base: 'https://new.one.test' });
    const updated = await applyChecked(engine, PORTAL, changed, created);
    expect(updated.state).toMatchObject({ id: created.state.id, name: 'uno' });
    const moved = { ...changed, endpoint: 'https://elsewhere.test' };
    expect((await engine.plan(PORTAL, moved, updated)).replaced).toEqual(['endpoint']);
    await engine.apply(PORTAL, null, updated);
  });

  test('waits for the email server that is selected meanwhile', async () => {
    await unselect();
    const making = engine.apply(PORTAL, portal('patient'));
    await select();
    expect(errorsOf(await making)).toEqual([]);
  });

  test('that waited in vain says which reference to write; so does a notifying invitation', async () => {
    await unselect();
    const timeouts = { create: '10ms' };
    const [error] = errorsOf(await engine.apply(PORTAL, portal('vain', { timeouts })));
    expect(error).toContain('notification_settings_id = gatepost_notification_settings.<label>.id');
    const [other] = errorsOf(await engine.apply(INVITATION, { email: 'f@acme.test', timeouts }));
    expect(other).toContain('parallel');
    expect(errorsOf(await engine.apply(INVITATION, { email: 'f@acme.test', notify: false, timeouts }))).toEqual([]);
  });

  test('with the reference does not wait at all', async () => {
    await unselect();
    const ordered = portal('ordered', { notification_settings_id: 'cloud-setting', timeouts: { create: '10m' } });
    expect(errorsOf(await engine.apply(PORTAL, ordered))).toEqual([
      expect.stringContaining('No email server is selected'),
    ]);
  });

  test('stops waiting when the run is interrupted', async () => {
    await unselect();
    const making = engine.apply(PORTAL, portal('stopped', { timeouts: { create: '10m' } }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await engine.stop();
    expect(errorsOf(await making)).toEqual([expect.stringContaining('Interrupted')]);
    await engine.configure({ endpoint: api.url, token: api.token });
  });

  test('is imported by zone and name, by name and by id, with nothing but its timeouts to differ', async () => {
    const config = portal('imported');
    const created = await engine.make(PORTAL, config);
    const imported = await engine.import(PORTAL, 'availability-zone-default/imported');
    await expectNoChange(engine, PORTAL, config, imported);
    expect((await engine.import(PORTAL, 'imported')).state).toEqual(imported.state);
    expect((await engine.import(PORTAL, String(created.state.id))).state).toEqual(imported.state);
  });

  test('whose endpoint is registered already tells what to import', async () => {
    const first = await engine.make(PORTAL, portal('twice'));
    const [error] = errorsOf(await engine.apply(PORTAL, portal('twice', { title: 'Another' })));
    expect(error).toMatch(/^endpoint: /);
    expect(error).toContain(`id = "availability-zone-default/${first.state.id}"`);
  });
});
