import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import type { TestApi } from '../../api/start-api.ts';
import { applyLawfully, expectNoChange } from './law.ts';
import { errorsOf, type Outcome, type Stage, setStage } from './stage.ts';

const INVITATION = 'gatepost_organization_invitation';
const PORTAL = 'gatepost_portal_service';
const SETTINGS = 'gatepost_notification_settings';

let api: TestApi;
let stage: Stage;
let server: Outcome & { state: ValueRecord };
beforeAll(async () => {
  ({ api, stage } = await setStage());
  server = await stage.make('gatepost_email_server', { title: 'Relay', host: 'mail.acme.test', port: 25 });
});
afterAll(() => api.stop());
beforeEach(() => select());

async function select(): Promise<Outcome> {
  return stage.make(SETTINGS, { email_server_id: server.state.id ?? null });
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
    const created = await applyLawfully(stage, PORTAL, portal('one'));
    expect(created.state).toMatchObject({ availability_zone: 'availability-zone-default', timeouts: null });
    const changed = portal('one', { title: 'One', name: 'uno', web_endpoint_base: 'https://new.one.test' });
    const updated = await applyLawfully(stage, PORTAL, changed, created);
    expect(updated.state).toMatchObject({ id: created.state.id, name: 'uno' });
    const moved = { ...changed, endpoint: 'https://elsewhere.test' };
    expect((await stage.plan(PORTAL, moved, updated)).replaced).toEqual(['endpoint']);
    await stage.apply(PORTAL, null, updated);
  });

  test('waits for the email server that is selected meanwhile', async () => {
    await unselect();
    const making = stage.apply(PORTAL, portal('patient'));
    await select();
    expect(errorsOf(await making)).toEqual([]);
  });

  test('that waited in vain says which reference to write; so does a notifying invitation', async () => {
    await unselect();
    const timeouts = { create: '10ms' };
    const [error] = errorsOf(await stage.apply(PORTAL, portal('vain', { timeouts })));
    expect(error).toContain('notification_settings_id = gatepost_notification_settings.<label>.id');
    const [other] = errorsOf(await stage.apply(INVITATION, { email: 'f@acme.test', timeouts }));
    expect(other).toContain('parallel');
    expect(errorsOf(await stage.apply(INVITATION, { email: 'f@acme.test', notify: false, timeouts }))).toEqual([]);
  });

  test('with the reference does not wait at all', async () => {
    await unselect();
    const ordered = portal('ordered', { notification_settings_id: 'cloud-setting', timeouts: { create: '10m' } });
    expect(errorsOf(await stage.apply(PORTAL, ordered))).toEqual([
      expect.stringContaining('No email server is selected'),
    ]);
  });

  test('stops waiting when the run is interrupted', async () => {
    await unselect();
    const making = stage.apply(PORTAL, portal('stopped', { timeouts: { create: '10m' } }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await stage.stop();
    expect(errorsOf(await making)).toEqual([expect.stringContaining('Interrupted')]);
    await stage.configure({ endpoint: api.url, token: api.token });
  });

  test('is imported by zone and name, by name and by id, with nothing but its timeouts to differ', async () => {
    const config = portal('imported');
    const created = await stage.make(PORTAL, config);
    const imported = await stage.import(PORTAL, 'availability-zone-default/imported');
    await expectNoChange(stage, PORTAL, config, imported);
    expect((await stage.import(PORTAL, 'imported')).state).toEqual(imported.state);
    expect((await stage.import(PORTAL, String(created.state.id))).state).toEqual(imported.state);
  });

  test('whose endpoint is registered already tells what to import', async () => {
    const first = await stage.make(PORTAL, portal('twice'));
    const [error] = errorsOf(await stage.apply(PORTAL, portal('twice', { title: 'Another' })));
    expect(error).toMatch(/^endpoint: /);
    expect(error).toContain(`id = "availability-zone-default/${first.state.id}"`);
  });
});
