import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { ROLES } from '../../api/config-scale.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { MAIL_SERVERS, mailServer, SETTINGS } from '../api/builder.ts';
import { signIn } from '../api/start-api.ts';
import { createEmptyDatabase } from './database.ts';
import { endAll, type GatepostProcess, runGatepost, spawnGatepost } from './gatepost.ts';

const PASSWORD = 'each to its own work';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let sink: Sink;
let env: Record<string, string>;
const processes = new Map<string, GatepostProcess>();
beforeAll(async () => {
  database = await createEmptyDatabase();
  sink = await startSink({ security: 'plain' });
  const port = await findFreePort();
  env = {
    GATEPOST_PORT: '0',
    GATEPOST_PUBLIC_URL: `http://127.0.0.1:${port}`,
    GATEPOST_DATABASE_URL: database.url,
    GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    GATEPOST_ADMIN_PASSWORD: PASSWORD,
    GATEPOST_LOG_LEVEL: 'warn',
  };
  processes.set('api', spawnGatepost(['start', '--roles', 'api'], { ...env, GATEPOST_PORT: String(port) }));
  processes.set('mail', spawnGatepost(['start', '--roles', 'mail'], { ...env, GATEPOST_ROLES: 'api' }));
  processes.set('housekeeping', spawnGatepost([], { ...env, GATEPOST_ROLES: 'housekeeping' }));
  await Promise.all([...processes.values()].map(({ url }) => url));
}, 60_000);
afterAll(async () => {
  await endAll();
  await database.drop();
  await sink.stop();
});

const urlOf = async (role: string) => (await processes.get(role)?.url) ?? '';
const get = async (role: string, path: string) => supertest(await urlOf(role)).get(path);

describe('three processes with a role each', () => {
  test('are ready, and each is judged by what it does alone', async () => {
    const checks = { api: [], mail: ['worker'], housekeeping: ['housekeeping'] };
    for (const [role, own] of Object.entries(checks)) {
      const { body } = await waitUntil(
        () => get(role, '/readyz'),
        ({ status }) => status === 200,
      );
      expect(Object.keys(body.checks)).toEqual(['running', 'database', 'migrations', ...own]);
      expect((await get(role, '/livez')).status).toBe(200);
      expect((await get(role, '/metrics')).text).toContain('gatepost_');
    }
  });

  test('answer requests in the role of the API alone', async () => {
    expect((await get('api', '/api/openapi.json')).status).toBe(200);
    expect((await get('api', '/cloud/sign-in')).status).toBe(200);
    for (const role of ['mail', 'housekeeping']) {
      for (const path of ['/api/openapi.json', '/api/me', '/cloud/sign-in'])
        expect((await get(role, path)).status).toBe(404);
    }
  });

  test('send mail in the role of mail alone, which names the API', async () => {
    const token = await signIn(await urlOf('api'), 'admin', PASSWORD);
    const url = await urlOf('api');
    const as = (request: supertest.Test) => request.set('Authorization', `Bearer ${token}`);
    const server = mailServer({ host: '127.0.0.1', port: sink.port });
    const { body } = await as(supertest(url).post(`/api${MAIL_SERVERS}`))
      .send(server)
      .expect(201);
    await as(supertest(url).put(`/api${SETTINGS}`))
      .send({ mail_server_url: body.url })
      .expect(200);
    const invitation = { email: 'owner@acme.test', notify: true };
    await as(supertest(url).post('/api/cloud/org-invitations')).send(invitation).expect(201);
    const mail = await sink.waitFor(({ envelope }) => envelope.to.includes('owner@acme.test'));
    expect(JSON.stringify(mail)).toContain(`${url}/manager/activate`);
  });

  test('end when they are told to, without a complaint', async () => {
    for (const each of processes.values()) each.signal('SIGTERM');
    for (const { exit } of processes.values()) expect(await exit).toMatchObject({ code: 0, stderr: '' });
  });
});

test('a role that there is not is named, and which ones there are', async () => {
  const { code, stderr } = await runGatepost(['start', '--roles', 'mail,smtp'], env);
  expect(code).toBe(2);
  expect(stderr).toContain(`GATEPOST_ROLES must be one or several of ${ROLES.join(', ')}`);
});
