import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { waitUntil } from '../../toolbox/poll.ts';
import { type Result, requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { failToApply, offeredImport } from '../e2e/diagnostic.ts';
import { destroyAndAsk } from '../e2e/object.ts';
import { applyStep, stateOf } from '../e2e/step.ts';
import { startTestCloud, type TestCloud, write } from '../e2e/test-cloud.ts';
import type { Held } from './holding-proxy.ts';
import { type KillableWorkspace, openKillable, runUntilHeld } from './killable-provider.ts';

let cloud: TestCloud;
let killable: KillableWorkspace;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterEach(() => killable.close());
afterAll(() => cloud.stop());

const PROFILE = 'gatepost_tls_client_profile.a';
const SERVER = 'gatepost_email_server.a';

/** Two that are written one after the other, so that the first is there while the second is under way. */
function configuration(name: string, title: string, version: string): string {
  return `
resource "gatepost_tls_client_profile" "a" {
  title = "Of ${name}"
}
resource "gatepost_email_server" "a" {
  name                  = "${name}"
  title                 = "${title}"
  host                  = "smtp.acme.test"
  port                  = 587
  username              = "mail"
  password_wo           = "password ${version}"
  password_wo_version   = "${version}"
  tls_client_profile_id = gatepost_tls_client_profile.a.id
}
`;
}

/** What the API has of these objects, however it came about: nothing twice, and nothing left behind. */
async function namesOf(server: string): Promise<string[]> {
  const collections = ['/orgs/admin/mail-servers', '/orgs/admin/tls-client-profiles'];
  const answers = await Promise.all(collections.map((path) => cloud.api.admin.get(path).expect(200)));
  const all = answers.flatMap(({ body }) => body.results.map(({ name }: { name: string }) => name));
  return all.filter((name) => name.includes(server));
}

const view = async (name: string) => (await cloud.api.admin.get(`/orgs/admin/mail-servers/${name}`).expect(200)).body;

const untilPrinted = (words: string) =>
  waitUntil(
    () => killable.printed(),
    (text) => text.includes(words),
  );

/** Nobody waits any more for what is under way. */
async function interruptTwice(): Promise<void> {
  expect(killable.workspace.interrupt()).toBe(true);
  await untilPrinted('Interrupt received');
  expect(killable.workspace.interrupt()).toBe(true);
}

async function killEngine(): Promise<void> {
  expect(killable.workspace.kill()).toBe(true);
}

/** No provider outlives its engine by more than the request that is under way. */
async function endOfAll(ended: Promise<Result>, held: Held): Promise<Pick<Result, 'code' | 'signal'>> {
  const { code, signal } = await ended;
  held.release();
  await killable.untilNoProvider();
  return { code, signal };
}

/**
 * Whoever presses Ctrl-C twice may cut the engine off while it writes its state ("data loss may have occurred"): what it
 * kept from before is put back then, as its user would.
 */
async function mendState({ directory }: Workspace): Promise<void> {
  const state = join(directory, 'terraform.tfstate');
  if ((await readFile(state, 'utf8')).trimEnd().endsWith('}')) return;
  await copyFile(`${state}.backup`, state);
}

/** Adds the import block that an error offers, as often as there is one; answers the configuration that is applied then. */
async function takeOver(workspace: Workspace, hcl: string, addresses: readonly string[]): Promise<string> {
  let whole = hcl;
  for (const address of addresses) {
    const [error] = await failToApply(workspace);
    if (error === undefined) throw new Error('There is no error.');
    expect(error).toMatchObject({ summary: expect.stringMatching(/^This gatepost_\w+ exists already$/), address });
    whole += offeredImport(error, address);
    await write(workspace, whole);
  }
  return whole;
}

describe.each([
  ['a second Ctrl-C', 'twice', interruptTwice, { code: 1, signal: null }],
  ['kill -9 of the engine', 'killed', killEngine, { code: null, signal: 'SIGKILL' }],
] as const)('%s', (_, word, end, expected) => {
  test('during a creation: import blocks take over what is there and not in the state, and nothing is made twice', async () => {
    const name = `created-${word}`;
    const hcl = configuration(name, 'Title', '1');
    killable = await openKillable(cloud, hcl);
    const { workspace } = killable;
    const { held, ended } = await runUntilHeld(killable, ['answer', 'POST', /mail-servers/]);
    await end();
    expect(await endOfAll(ended, held)).toEqual(expected);
    const kept = Object.keys(await stateOf(workspace));
    // Terraform writes its state after each object; OpenTofu now and then, so that more of it is to be taken over.
    if (word === 'killed' && cloud.engine.product === 'Terraform') expect(kept).toEqual([PROFILE]);
    const { id } = await view(name);
    const lost = [PROFILE, SERVER].filter((address) => !kept.includes(address));
    const { state } = await applyStep(workspace, await takeOver(workspace, hcl, lost));
    expect(state[SERVER]?.values.id).toBe(id);
    expect(await namesOf(name)).toEqual([name, `of-${name}`]);
    await destroyAndAsk(workspace, cloud.api);
    expect(await namesOf(name)).toEqual([]);
  });

  test('during a change: the next apply makes it whole', async () => {
    const name = `changed-${word}`;
    killable = await openKillable(cloud, configuration(name, 'Old title', '1'));
    const { workspace } = killable;
    await applyStep(workspace);
    const first = await view(name);
    await write(workspace, configuration(name, 'New title', '2'));
    const { held, ended } = await runUntilHeld(killable, ['answer', 'PATCH', /mail-servers/]);
    await end();
    expect(await endOfAll(ended, held)).toEqual(expected);
    await mendState(workspace);
    expect((await stateOf(workspace))[SERVER]?.values.password_wo_version).toBe('1');

    expect((await applyStep(workspace)).actions).toEqual({ [SERVER]: 'update' });
    const last = await view(name);
    expect(last).toMatchObject({ id: first.id, title: 'New title' });
    expect(last.password_fingerprint).not.toBe(first.password_fingerprint);
    expect(await namesOf(name)).toEqual([name, `of-${name}`]);
    await destroyAndAsk(workspace, cloud.api);
  });

  test('during a deletion: the next destroy leaves nothing', async () => {
    const name = `deleted-${word}`;
    killable = await openKillable(cloud, configuration(name, 'Title', '1'));
    const { workspace } = killable;
    await applyStep(workspace);
    const { held, ended } = await runUntilHeld(killable, ['answer', 'DELETE', /mail-servers/], 'destroy');
    await end();
    expect(await endOfAll(ended, held)).toEqual(expected);
    await mendState(workspace);
    expect(Object.keys(await stateOf(workspace))).toEqual([SERVER, PROFILE]);
    requireSuccess(await workspace.destroy());
    expect(await stateOf(workspace)).toEqual({});
    expect(await namesOf(name)).toEqual([]);
  });
});
