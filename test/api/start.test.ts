import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import supertest from 'supertest';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { endAll, runGatepost, spawnGatepost } from '../operations/gatepost.ts';
import { MAIL_SERVERS, mailServer } from './builder.ts';
import { signIn } from './start-api.ts';

const PID_FILE = 'postgres/cluster/data/postmaster.pid';

jest.setTimeout(120_000);

let directory: string;
let dataDir: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'start-'));
  // PostgreSQL's own user has to pass through it.
  await chmod(directory, 0o755);
  dataDir = join(directory, 'data');
});
afterAll(async () => {
  await endAll();
  await rm(directory, { recursive: true, force: true });
});

const start = (env: Record<string, string> = {}) =>
  spawnGatepost([], { GATEPOST_DATA_DIR: dataDir, GATEPOST_PORT: '0', GATEPOST_LOG_LEVEL: 'silent', ...env });
const pathOf = (name: string) => join(dataDir, name);
const modeOf = async (name: string) => ((await stat(pathOf(name))).mode & 0o777).toString(8);
const passwordOf = async () => (await readFile(pathOf('admin-password'), 'utf8')).trim();

async function readServers(url: string) {
  const token = await signIn(url, 'admin', await passwordOf());
  return (await supertest(url).get(`/api${MAIL_SERVERS}`).set('Authorization', `Bearer ${token}`).expect(200)).body;
}

describe('the API on a data directory', () => {
  let created: object;

  test('makes key and password at its first start, both for their owner only, and stops at SIGINT', async () => {
    const api = start();
    const url = await api.url;
    expect(await modeOf('encryption-key')).toBe('600');
    expect(Buffer.from(await readFile(pathOf('encryption-key'), 'utf8'), 'base64')).toHaveLength(32);
    expect(await modeOf('admin-password')).toBe('600');
    expect(api.printed()).toContain(pathOf('admin-password'));
    expect(api.printed()).not.toContain(await passwordOf());
    const token = await signIn(url, 'admin', await passwordOf());
    const sent = mailServer({ name: 'kept', credentials: { username: 'relay', password: 'sesame' } });
    const request = supertest(url).post(`/api${MAIL_SERVERS}`).set('Authorization', `Bearer ${token}`);
    created = (await request.send(sent).expect(201)).body;
    api.signal('SIGINT');
    expect(await api.exit).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(api.printed()).toContain('The data are kept.');
  });

  test('has its data at the next start, and tells a second process who holds them', async () => {
    const api = start();
    const url = await api.url;
    const { results } = await readServers(url);
    expect(results).toHaveLength(1);
    const { password_fingerprint } = created as { password_fingerprint: string };
    expect(results[0]).toMatchObject({ name: 'kept', password_fingerprint });
    const second = await start().exit;
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`${dataDir} is held by process`);
    expect((await readServers(url)).total_results).toBe(1);
    api.signal('SIGKILL');
    expect((await api.exit).signal).toBe('SIGKILL');
  });

  test('starts again after kill -9, and serves HTTPS', async () => {
    const { certificatePem, privateKeyPem } = await (await createAuthority()).issueServer(['127.0.0.1']);
    const [certificate, key] = [join(directory, 'server.crt'), join(directory, 'server.key')];
    await writeFile(certificate, certificatePem);
    await writeFile(key, privateKeyPem, { mode: 0o600 });
    const api = start({ GATEPOST_TLS_CERTIFICATE_FILE: certificate, GATEPOST_TLS_KEY_FILE: key });
    const url = await api.url;
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const login = { grant_type: 'password', username: 'admin', password: await passwordOf() };
    const { body } = await supertest(url).post('/api/token').trustLocalhost().send(login).expect(200);
    const request = supertest(url).get(`/api${MAIL_SERVERS}/kept`).trustLocalhost();
    const kept = await request.set('Authorization', `Bearer ${body.access_token}`).expect(200);
    expect(kept.body.url).toContain(`${url}/api/`);
    api.signal('SIGTERM');
    expect(await api.exit).toMatchObject({ code: 0 });
  });

  test('refuses plain HTTP beyond loopback, and makes nothing', async () => {
    const empty = join(directory, 'empty');
    const exit = await runGatepost([], { GATEPOST_DATA_DIR: empty, GATEPOST_HOST: '0.0.0.0', GATEPOST_PORT: 'x' });
    expect(exit.code).toBe(2);
    expect(exit.stderr).toContain('GATEPOST_HOST 0.0.0.0 is beyond loopback');
    expect(exit.stderr).toContain('GATEPOST_PORT must be');
    await expect(stat(empty)).rejects.toThrow('ENOENT');
  });

  test('stops at a SIGINT that comes while it still starts, and leaves no PostgreSQL behind', async () => {
    const api = start();
    await waitUntil(
      () => stat(pathOf(PID_FILE)).catch(() => null),
      (file) => file !== null,
    );
    const pid = Number((await readFile(pathOf(PID_FILE), 'utf8')).split('\n')[0]);
    api.signal('SIGINT');
    await api.exit;
    const isLeft = isRunning(pid);
    if (isLeft) process.kill(pid, 'SIGQUIT');
    expect(isLeft).toBe(false);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
