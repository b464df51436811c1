import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import supertest from 'supertest';
import { findEngine } from '../../toolbox/engine.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { buildProvider } from '../../toolbox/provider-build.ts';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { signIn } from '../api/start-api.ts';
import { failToApply, offeredImport } from '../e2e/diagnostic.ts';
import { applyStep, expectNoChanges, stateOf } from '../e2e/step.ts';
import { endAll, type GatepostProcess, spawnGatepost } from '../operations/gatepost.ts';
import { createTestDatabase, type TestDatabase } from '../set-up/test-database.ts';
import { type KillableCloud, type KillableWorkspace, openKillable, runUntilHeld } from './killable-provider.ts';

const PASSWORD = 'correct horse battery';
const PROFILE = 'gatepost_tls_client_profile.a';
const SERVER = 'gatepost_email_server.a';

jest.setTimeout(180_000);

let database: TestDatabase;
let env: Record<string, string>;
let api: GatepostProcess;
let cloud: KillableCloud;
let killable: KillableWorkspace;

beforeAll(async () => {
  database = await createTestDatabase();
  env = {
    GATEPOST_PORT: '0',
    GATEPOST_DATABASE_URL: database.url,
    GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    GATEPOST_ADMIN_PASSWORD: PASSWORD,
    GATEPOST_LOG_LEVEL: 'silent',
  };
  api = spawnGatepost([], env);
  const url = await api.url;
  env = { ...env, GATEPOST_PORT: new URL(url).port };
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-kill-'));
  const [engine, provider, token] = await Promise.all([
    findEngine(process.env),
    buildProvider(join(directory, 'provider')),
    signIn(url, 'admin', PASSWORD),
  ]);
  cloud = { engine, provider, directory, api: { url, token } };
});

afterEach(() => killable.close());
afterAll(async () => {
  await endAll();
  await database.drop();
  await rm(cloud.directory, { recursive: true, force: true, maxRetries: 5 });
});

async function kill(): Promise<void> {
  api.signal('SIGKILL');
  expect((await api.exit).signal).toBe('SIGKILL');
}

async function startAgain(): Promise<void> {
  api = spawnGatepost([], env);
  await api.url;
}

const configuration = (name: string) => `
resource "gatepost_tls_client_profile" "a" {
  title = "Of ${name}"
}
resource "gatepost_email_server" "a" {
  name                  = "${name}"
  title                 = "Title"
  host                  = "smtp.acme.test"
  port                  = 587
  username              = "mail"
  password_wo           = "password"
  password_wo_version   = "1"
  tls_client_profile_id = gatepost_tls_client_profile.a.id
}
`;

/** The ids that the API has of objects with such a name. */
async function idsOf(name: string): Promise<string[]> {
  const ask = (path: string) =>
    supertest(cloud.api.url)
      .get(`/api/orgs/admin/${path}`)
      .set('Authorization', `Bearer ${cloud.api.token}`)
      .expect(200);
  const answers = [await ask('mail-servers'), await ask('tls-client-profiles')];
  const all = answers.flatMap(({ body }) => body.results as { id: string; name: string }[]);
  return all.filter((each) => each.name.includes(name)).map(({ id }) => id);
}

/** Nothing is there twice, nothing beside the state, and nothing after the end. */
async function expectWhole(name: string): Promise<void> {
  const state = await stateOf(killable.workspace);
  expect(await idsOf(name)).toEqual([state[SERVER]?.values.id, state[PROFILE]?.values.id]);
  await expectNoChanges(killable.workspace);
  requireSuccess(await killable.workspace.destroy());
  expect(await idsOf(name)).toEqual([]);
}

describe('kill -9 of the API during an apply, while it is started again', () => {
  test.each([
    ['before it has seen a creation', 'request'],
    ['after it has committed a creation', 'answer'],
  ] as const)('%s: this very apply makes it once', async (_, what) => {
    const name = `once-${what}`;
    killable = await openKillable(cloud, configuration(name));
    const { held, ended } = await runUntilHeld(killable, [what, 'POST', /mail-servers/]);
    expect(await idsOf(name)).toHaveLength(what === 'answer' ? 2 : 1);
    await kill();
    await startAgain();
    held.lose();
    requireSuccess(await ended);
    await expectWhole(name);
  });

  describe('within the transaction of a creation', () => {
    let locking: pg.Client;
    beforeEach(async () => {
      locking = new pg.Client({ connectionString: database.url });
      await locking.connect();
    });
    afterEach(() => locking.end());

    const waiting = async () =>
      Number((await locking.query('SELECT count(*) AS n FROM pg_locks WHERE NOT granted')).rows[0].n);

    test('nothing of it stays, and this very apply makes it once', async () => {
      killable = await openKillable(cloud, configuration('within'));
      await locking.query('BEGIN');
      await locking.query('LOCK TABLE email_server IN EXCLUSIVE MODE');
      const ended = killable.workspace.apply();
      await waitUntil(waiting, (count) => count > 0);
      const again = killable.hold('request', 'POST', /mail-servers/);
      await kill();
      await locking.query('ROLLBACK');
      const held = await again;
      await startAgain();
      expect(await idsOf('within')).toHaveLength(1);
      held.release();
      requireSuccess(await ended);
      await expectWhole('within');
    });
  });
});

describe('kill -9 of the API during an apply, longer than it is waited for', () => {
  test('the next apply takes over by an import block what had no answer', async () => {
    const hcl = configuration('away');
    killable = await openKillable(cloud, hcl);
    const { held, ended } = await runUntilHeld(killable, ['answer', 'POST', /mail-servers/]);
    await kill();
    held.lose();
    const { code, output } = await ended;
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/It\s+was\s+waited\s+for\s+during/) });
    expect(Object.keys(await stateOf(killable.workspace))).toEqual([PROFILE]);
    await startAgain();
    const [error] = await failToApply(killable.workspace);
    if (error === undefined) throw new Error('There is no error.');
    await applyStep(killable.workspace, hcl + offeredImport(error, SERVER));
    await expectWhole('away');
  });
});
