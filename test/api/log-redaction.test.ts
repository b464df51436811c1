import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import type { Route } from '../../api/http/route.ts';
import { routes } from '../../api/routes.ts';
import { type Secret, searchBytes } from '../../lab/secret-search.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { createMailServer, KEYSTORES, MAIL_SERVERS, mailServer, newTitle } from './builder.ts';
import { ADMIN_PASSWORD, signIn, startApi, type TestApi } from './start-api.ts';

const secret = (name: string): Secret => ({ name, value: `${name} ${randomUUID()}` });
const password = secret('password');
const clientSecret = secret('client secret');
const header = { name: 'token in a header', value: randomUUID() + randomUUID() };
const link = { name: 'token in a link', value: randomUUID() + randomUUID() };
const parameter = secret('parameter of a statement');
const secrets: Secret[] = [password, clientSecret, header, link, parameter];

let api: TestApi;
let privateKeyPem = '';
let certificatePem = '';
let logged = '';
beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  api = await startApi({ GATEPOST_LOG_LEVEL: 'trace' }, { logStream: stream });
  const authority = await createAuthority();
  ({ privateKeyPem, certificatePem } = await authority.issueServer(['localhost']));
  secrets.push({ name: 'private key', value: privateKeyPem.split('\n')[1] ?? '' });
});
afterAll(() => api.stop());

const query = () =>
  `client_id=toolkit&client_secret=${encodeURIComponent(clientSecret.value)}&activation=${link.value}`;

/** A body with a secret under every name that takes one, and under some that do not. */
function planted() {
  return {
    title: newTitle('planted'),
    password: password.value,
    current_password: password.value,
    client_secret: clientSecret.value,
    refresh_token: link.value,
    token: link.value,
    api_key: password.value,
    passphrase: password.value,
    keystore: certificatePem + privateKeyPem,
    credentials: { username: 'relay', password: password.value },
    mail_server: { host: '127.0.0.1', port: 1, credentials: { password: password.value } },
    user: { username: 'somebody', password: password.value },
    unknown: { deeper: { password: password.value, note: link.value } },
  };
}

function send({ method, path }: Pick<Route, 'method' | 'path'>, token: string, body?: object) {
  const filled = path.replace(/\{org\}/, 'admin').replace(/\{\w+\}/g, 'nothing-of-that-name');
  const request = supertest(api.url)[method](`/api${filled}?${query()}`);
  request.set('Authorization', `Bearer ${token}`).set('X-IBM-Client-Secret', clientSecret.value);
  request.set('Idempotency-Key', link.value).set('Cookie', `session=${header.value}`);
  return body && method !== 'get' ? request.send(body) : request;
}

/** Every line that was logged so far, searched for every secret. */
async function leaks(): Promise<string[]> {
  const findings = await searchBytes(Buffer.from(logged), 'log', secrets);
  return findings.map(({ secret: name, form }) => `${name} (${form})`);
}

describe('the log keeps no secret', () => {
  test('of a request to any route, whether it succeeds or fails', async () => {
    const token = await signIn(api.url, 'admin', ADMIN_PASSWORD);
    // Those that follow still need their sessions.
    const all = routes.filter(
      ({ method, path }) => !['post /me/sign-out', 'delete /me/sessions'].includes(`${method} ${path}`),
    );
    for (const route of all) {
      await send(route, token, planted());
      await send(route, header.value, planted());
    }
    const raw = supertest(api.url).post(`/api/token?${query()}`).type('json');
    await raw.send(`{"password":"${password.value}" broken`).expect(400);
    await supertest(api.url).post('/api/token').type('text/plain').send(password.value).expect(415);
    await supertest(api.url).get(`/api/no/such/${link.value}?${query()}`).expect(404);
    for (const path of ['/manager/activate', '/cloud/reset', '/livez', '/readyz', '/metrics']) {
      await supertest(api.url).get(`${path}?${query()}`).set('Authorization', `Bearer ${header.value}`);
    }
    const lines = logged
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const seen = new Set(lines.map(({ method, route }) => `${method} ${route}`));
    const missed = all.filter(({ method, path }) => !seen.has(`${method.toUpperCase()} /api${path}`));
    expect(missed).toEqual([]);
    expect(await leaks()).toEqual([]);
  });

  test('of requests that succeed', async () => {
    await createMailServer(api, { credentials: { username: 'relay', password: password.value } });
    const keystore = { title: newTitle(), keystore: certificatePem + privateKeyPem };
    await api.admin.post(KEYSTORES, keystore).expect(201);
    const { body } = await api.admin
      .post('/cloud/org-invitations', { email: 'a@acme.test', notify: false })
      .expect(201);
    const activation = new URL(body.activation_link).searchParams.get('activation') ?? '';
    const bearer = Buffer.from(activation, 'base64').toString();
    secrets.push({ name: 'activation', value: activation }, { name: 'activation, decoded', value: bearer });
    const { pathname, search } = new URL(body.activation_link);
    await supertest(api.url)
      .get(pathname + search)
      .expect(200);
    // A client that is named must be right.
    await api.admin.patch('/cloud/registrations/toolkit', { client_secret: clientSecret.value }).expect(200);
    const person = { username: newTitle('owner'), email: 'a@acme.test', password: password.value };
    const path = `${new URL(body.url).pathname.slice('/api'.length)}/register?${query()}`;
    await api
      .as(bearer)
      .post(path, { user: person, org: { title: newTitle('org') } })
      .expect(201)
      .expect(({ body: { credentials } }) => {
        secrets.push({ name: 'access token of the answer', value: credentials.access_token });
      });
    expect(await leaks()).toEqual([]);
  });

  test('of the parameters of a statement that fails', async () => {
    const { database } = api.gatepost.context;
    const fail = () => {
      const request = supertest(api.url).post(`/api${MAIL_SERVERS}`).set('Authorization', `Bearer ${api.token}`);
      return request.send(mailServer({ summary: parameter.value })).expect(500);
    };
    await database.query('ALTER TABLE email_server RENAME COLUMN summary TO summary_away');
    try {
      await fail();
    } finally {
      await database.query('ALTER TABLE email_server RENAME COLUMN summary_away TO summary');
    }
    await database.query('ALTER TABLE email_server ADD CONSTRAINT narrow CHECK (length(summary) < 5)');
    await fail();
    await database.query('ALTER TABLE email_server DROP CONSTRAINT narrow');
    const defects = logged
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ msg }) => msg === 'defect');
    expect(defects.map(({ err }) => err.code)).toEqual(['42703', '23514']);
    expect(defects[1].err.statement).toContain('INSERT INTO "email_server"');
    expect(await leaks()).toEqual([]);
  });

  test('and the search would find one', async () => {
    api.gatepost.context.log.info(`a careless line with ${password.value}`);
    expect(await leaks()).toEqual(['password (plain)']);
  });

  test('and known names are redacted even where somebody logs whole objects', () => {
    const before = logged.length;
    const careless = {
      password: 'p-1',
      body: { a: 'p-2' },
      sent: { client_secret: 'p-3', token: 'p-4' },
      headers: 'p-5',
    };
    api.gatepost.context.log.info(careless, 'careless');
    expect(logged.slice(before)).not.toMatch(/p-\d/);
  });
});
