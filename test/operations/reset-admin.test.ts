import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { resetAdminCommand } from '../../api/cli/reset-admin.ts';
import type { Config } from '../../api/config.ts';
import { enrol } from '../api/person.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from '../api/start-api.ts';
import { commandCall } from './command-call.ts';
import { endAll, runGatepost, spawnGatepost } from './gatepost.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reset-'));
  await chmod(directory, 0o755);
});
afterAll(async () => {
  await endAll();
  await rm(directory, { recursive: true, force: true });
});

const statusOf = (url: string, token: string) =>
  supertest(url)
    .get('/api/me')
    .set('Authorization', `Bearer ${token}`)
    .then(({ status }) => status);

describe('gatepost reset-admin', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const sql = (text: string, values: unknown[] = []) => api.gatepost.context.database.query(text, values);

  /** Runs it on a terminal or not; answers what it said. */
  async function reset(username?: string, isTerminal = true): Promise<string> {
    const url = (api.gatepost.context.database.options as { url?: string }).url ?? null;
    const config: Config = { ...api.gatepost.context.config, databaseUrl: url, dataDir: directory };
    let said = '';
    const say = (line: string) => {
      said += `${line}\n`;
    };
    await resetAdminCommand.run(commandCall({ config, options: { username }, say, isTerminal }));
    return said;
  }

  const shown = (said: string) => /Password \(shown once\): (\S+)/.exec(said)?.[1] ?? '';

  test('gives the first administrator a new password, shown once, and ends their sessions', async () => {
    const before = await signIn(api.url, 'admin', ADMIN_PASSWORD);
    const said = await reset();
    expect(said).toContain('Administrator: admin');
    expect(await statusOf(api.url, before)).toBe(401);
    await expect(signIn(api.url, 'admin', ADMIN_PASSWORD)).rejects.toThrow('401');
    expect(await statusOf(api.url, await signIn(api.url, 'admin', shown(said)))).toBe(200);
  });

  test('writes the password to a file of its own where no terminal is', async () => {
    const path = join(directory, 'admin-password');
    await writeFile(path, 'an old one', { mode: 0o644 });
    const said = await reset(undefined, false);
    const password = (await readFile(path, 'utf8')).trim();
    expect(said).toContain(path);
    expect(said).not.toContain(password);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await signIn(api.url, 'admin', password);
  });

  test('puts right whatever else kept them out', async () => {
    await sql(`UPDATE "user" SET state = 'disabled' WHERE username = 'admin'`);
    await sql('DELETE FROM member');
    await sql(`UPDATE cloud_setting SET admin_user_registry_ids = '{}'`);
    const said = await reset();
    expect(said).toMatch(/enabled again[\s\S]*role owner again[\s\S]*Cloud Manager again/);
    const token = await signIn(api.url, 'admin', shown(said));
    await api.as(token).get('/cloud/audit-events').expect(200);
    await sql(`UPDATE member SET role_ids = '{}', state = 'disabled'`);
    const again = await signIn(api.url, 'admin', shown(await reset()));
    await api.as(again).get('/orgs/admin/members').expect(200);
  });

  test('forgets a lock-out of failed sign-ins', async () => {
    const attempt = () => signIn(api.url, 'admin', 'wrong').catch((error: Error) => error.message);
    let answer = '';
    for (let tries = 0; tries < 30 && !answer.includes('429'); tries += 1) answer = String(await attempt());
    expect(answer).toContain('429');
    await signIn(api.url, 'admin', shown(await reset()));
  });

  test('takes a named user, gives them no role they never had, and tells of one that is not there', async () => {
    const token = await signIn(api.url, 'admin', shown(await reset()));
    const person = await enrol({ ...api, token, admin: api.as(token) }, 'viewer');
    const password = shown(await reset(person.username.toUpperCase()));
    expect(await statusOf(api.url, person.token)).toBe(401);
    const theirs = await signIn(api.url, person.username, password);
    await api.as(theirs).get('/cloud/settings').expect(200);
    await api.as(theirs).put('/cloud/settings', {}).expect(403);
    await expect(reset('nobody')).rejects.toThrow('no user nobody');
  });

  test('stands in the audit, without the password', async () => {
    const said = await reset();
    const [event] = await sql(
      `SELECT * FROM audit_event WHERE action = 'reset-admin' ORDER BY created_at DESC LIMIT 1`,
    );
    expect(event).toMatchObject({ caller_kind: 'system', object_type: 'user', object_name: 'admin' });
    expect(JSON.stringify(event)).not.toContain(shown(said));
  });
});

describe('with the embedded database', () => {
  test('reset-admin works beside the running API, and without it', async () => {
    const dataDir = join(directory, 'embedded');
    const env = { GATEPOST_DATA_DIR: dataDir, GATEPOST_PORT: '0', GATEPOST_LOG_LEVEL: 'warn' };
    const password = async () => (await readFile(join(dataDir, 'admin-password'), 'utf8')).trim();
    const api = spawnGatepost(['start'], env);
    const url = await api.url;
    const [first, token] = [await password(), await signIn(url, 'admin', await password())];
    const beside = await runGatepost(['reset-admin'], env);
    expect(beside).toMatchObject({ code: 0, stderr: '' });
    expect(await statusOf(url, token)).toBe(401);
    const second = await password();
    await signIn(url, 'admin', second);
    const refused = await runGatepost(['start'], env);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is held by process') });
    api.signal('SIGTERM');
    expect((await api.exit).code).toBe(0);
    const alone = await runGatepost(['reset-admin'], env);
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    const later = spawnGatepost([], env);
    await signIn(await later.url, 'admin', await password());
    later.signal('SIGTERM');
    expect((await later.exit).code).toBe(0);
    expect(new Set([first, second, await password()]).size).toBe(3);
  }, 120_000);
});
