import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import supertest from 'supertest';
import { runCommand } from '../../toolbox/command.ts';
import { postgresDirectories, urlOn } from '../../toolbox/system-postgres.ts';
import { ADMIN_PASSWORD, signIn } from '../api/start-api.ts';
import { type PostgresPair, startPair } from '../chaos/postgres-pair.ts';
import { describeWith, findProgram } from '../chaos/system-program.ts';
import { endAll, spawnGatepost } from '../operations/gatepost.ts';
import { execute } from '../set-up/test-database.ts';
import { readDocument, scriptsOf } from './document.ts';
import { succeed } from './shell.ts';

jest.setTimeout(180_000);

const INVITATIONS = '/api/cloud/org-invitations';
const [backUp = '', pack = '', restore = '', unpack = '', settle = '', release = '', drop = ''] = scriptsOf(
  readDocument('docs/site/operations/backup.md'),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatepost-backup-'));
  // PostgreSQL is not run by root.
  await chmod(folder, 0o755);
});
afterAll(async () => {
  await endAll();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the API with these settings for as long as something is done with it. */
async function whileRunning<T>(env: Record<string, string>, work: (url: string) => Promise<T>): Promise<T> {
  const gatepost = spawnGatepost([], env);
  const done = await work(await gatepost.url);
  gatepost.signal('SIGTERM');
  expect(await gatepost.exit).toMatchObject({ code: 0 });
  return done;
}

/** Invites somebody, whose mail is held, and answers the session that did. */
async function invite(url: string): Promise<string> {
  const token = await signIn(url, 'admin', ADMIN_PASSWORD);
  const body = { email: 'owner@acme.test', notify: false };
  await supertest(url).post(INVITATIONS).set('Authorization', `Bearer ${token}`).send(body).expect(201);
  return token;
}

/** The session of before is over, and the invitation is there. */
async function expectRestored(url: string, session: string): Promise<void> {
  await supertest(url).get('/api/me').set('Authorization', `Bearer ${session}`).expect(401);
  const token = await signIn(url, 'admin', ADMIN_PASSWORD);
  const { body } = await supertest(url).get(INVITATIONS).set('Authorization', `Bearer ${token}`).expect(200);
  expect(body.results).toMatchObject([{ email: 'owner@acme.test' }]);
}

const settings = () => ({ GATEPOST_ADMIN_PASSWORD: ADMIN_PASSWORD, GATEPOST_PORT: '0', GATEPOST_LOG_LEVEL: 'silent' });
const withPath = (env: Record<string, string>) => ({ PATH: process.env.PATH ?? '', ...env });

test('the page has its commands in their order', () => {
  expect([backUp, pack, restore, unpack].map((script) => script.split(' ')[0])).toEqual([
    'pg_dump',
    'tar',
    'pg_restore',
    'tar',
  ]);
  expect(release).toBe(`${settle.trim()} --outbox release\n`);
  expect(drop).toBe(`${settle.trim()} --outbox drop\n`);
});

const [programs = ''] = await postgresDirectories();
const program = await findProgram('pg_dump', [programs]);

describeWith(program, 'postgresql')('a database of one’s own that was lost and restored', () => {
  let pair: PostgresPair;
  beforeAll(async () => {
    pair = await startPair(programs);
    await execute(urlOn(pair.primaryPort), 'CREATE DATABASE gatepost');
  });
  afterAll(() => pair?.stop());

  test('is what it was, as the document says it, and no session of before lives on', async () => {
    const { stdout } = await runCommand('bash', ['-c', 'openssl rand -base64 32']);
    const env = {
      ...settings(),
      GATEPOST_DATABASE_URL: urlOn(pair.primaryPort, 'gatepost'),
      GATEPOST_ENCRYPTION_KEY: stdout.trim(),
    };
    const session = await whileRunning(env, async (url) => {
      const token = await invite(url);
      await succeed(backUp, folder, withPath(env));
      return token;
    });
    await execute(urlOn(pair.primaryPort), 'DROP DATABASE gatepost WITH (FORCE)');
    await execute(urlOn(pair.primaryPort), 'CREATE DATABASE gatepost');
    await succeed(restore, folder, withPath(env));
    expect(await succeed(settle, folder, withPath(env))).toMatch(/session/i);
    await whileRunning(env, (url) => expectRestored(url, session));
    await succeed(release, folder, withPath(env));
    await succeed(settle, folder, withPath(env));
    await succeed(drop, folder, withPath(env));
  });
});

describe('a folder that was lost and unpacked', () => {
  test('is what it was, as the document says it', async () => {
    const directory = join(folder, '.gatepost');
    const env = { ...settings(), GATEPOST_DATA_DIR: directory, GATEPOST_ADMIN_USERNAME: 'admin' };
    const session = await whileRunning(env, invite);
    await succeed(pack, folder, withPath(env));
    await rm(directory, { recursive: true });
    await succeed(unpack, folder, withPath(env));
    await succeed(settle, folder, withPath(env));
    await whileRunning(env, (url) => expectRestored(url, session));
  });
});
