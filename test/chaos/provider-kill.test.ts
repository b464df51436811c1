import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { failToApply, offeredImport } from '../e2e/diagnostic.ts';
import { applyStep, changesIn, stateOf } from '../e2e/step.ts';
import { startTestCloud, type TestCloud, write } from '../e2e/test-cloud.ts';
import type { What } from './holding-proxy.ts';
import { type KillableWorkspace, openKillable, runUntilHeld } from './killable-provider.ts';

let cloud: TestCloud;
let killable: KillableWorkspace;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterEach(() => killable.close());
afterAll(() => cloud.stop());

const SERVER = 'gatepost_email_server.a';

function relay(name: string, title: string, version: string, password: string): string {
  return `
resource "gatepost_email_server" "a" {
  name                = "${name}"
  title               = "${title}"
  host                = "smtp.acme.test"
  port                = 587
  username            = "mail"
  password_wo         = "${password}"
  password_wo_version = "${version}"
}
`;
}

async function view(name: string) {
  return (await cloud.api.admin.get(`/orgs/admin/mail-servers/${name}`).expect(200)).body;
}

/** Runs a command and kills the provider while the request is under way; the command fails. */
async function killDuring(what: What, method: string, path: RegExp, command: 'apply' | 'destroy'): Promise<void> {
  const { ended } = await runUntilHeld(killable, [what, method, path], command);
  await killable.killProvider();
  const { code, output } = await ended;
  expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/plugin|provider/i) });
}

describe('kill -9 of the provider', () => {
  test.each([
    ['after the API has committed it', 'answer', 'New title'],
    ['before the API has seen it', 'request', 'Old title'],
  ] as const)('during an update, %s: the next apply converges', async (_, what, titleBetween) => {
    const name = `updated-${what}`;
    killable = await openKillable(cloud, relay(name, 'Old title', '1', 'first password'));
    await applyStep(killable.workspace);
    const first = await view(name);
    await write(killable.workspace, relay(name, 'New title', '2', 'second password'));
    await killDuring(what, 'PATCH', /mail-servers/, 'apply');
    expect((await view(name)).title).toBe(titleBetween);
    expect((await stateOf(killable.workspace))[SERVER]?.values).toMatchObject({ password_wo_version: '1' });

    const { actions } = await applyStep(killable.workspace);
    expect(actions).toEqual({ [SERVER]: 'update' });
    const last = await view(name);
    expect(last).toMatchObject({ id: first.id, title: 'New title' });
    expect(last.password_fingerprint).not.toBe(first.password_fingerprint);
    requireSuccess(await killable.workspace.destroy());
  });

  test.each([
    ['after the API has committed it', 'answer', 404],
    ['before the API has seen it', 'request', 200],
  ] as const)('during a delete, %s: the next destroy converges', async (_, what, between) => {
    const name = `deleted-${what}`;
    killable = await openKillable(cloud, relay(name, 'Title', '1', 'first password'));
    await applyStep(killable.workspace);
    await killDuring(what, 'DELETE', /mail-servers/, 'destroy');
    await cloud.api.admin.get(`/orgs/admin/mail-servers/${name}`).expect(between);
    expect(Object.keys(await stateOf(killable.workspace))).toEqual([SERVER]);
    requireSuccess(await killable.workspace.destroy());
    expect(await stateOf(killable.workspace)).toEqual({});
    await cloud.api.admin.get(`/orgs/admin/mail-servers/${name}`).expect(404);
  });

  test('during a create that the API has not seen: the next apply creates it', async () => {
    killable = await openKillable(cloud, relay('unseen', 'Title', '1', 'first password'));
    await killDuring('request', 'POST', /mail-servers/, 'apply');
    await cloud.api.admin.get('/orgs/admin/mail-servers/unseen').expect(404);
    expect((await applyStep(killable.workspace)).actions).toEqual({ [SERVER]: 'create' });
    requireSuccess(await killable.workspace.destroy());
  });

  test.each([
    ['gatepost_email_server', /mail-servers/, () => relay('lost', 'Lost', '1', 'first password')],
    [
      'gatepost_user',
      /users/,
      () => 'resource "gatepost_user" "a" {\n  username = "lost"\n  email = "lost@acme.test"\n}\n',
    ],
    [
      'gatepost_tls_client_profile',
      /profiles/,
      () => 'resource "gatepost_tls_client_profile" "a" {\n  title = "Lost"\n}\n',
    ],
  ])('during a create of %s whose answer is lost: an import block is offered, and converges', async (...one) => {
    const [type, path, configuration] = one;
    const hcl = configuration();
    killable = await openKillable(cloud, hcl);
    await killDuring('answer', 'POST', path, 'apply');
    expect(await stateOf(killable.workspace)).toEqual({});

    const [error] = await failToApply(killable.workspace);
    if (error === undefined) throw new Error('There is no error.');
    expect(error.summary).toBe(`This ${type} exists already`);
    await write(killable.workspace, hcl + offeredImport(error, `${type}.a`));
    requireSuccess(await killable.workspace.plan());
    const [change] = await changesIn(killable.workspace, 'all');
    expect(['no-op', 'update']).toContain(change?.change.actions.join());
    await applyStep(killable.workspace);
    requireSuccess(await killable.workspace.destroy());
  });
});
