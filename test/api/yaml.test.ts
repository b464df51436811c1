import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { create, createMailServer, KEYSTORES, MAIL_SERVERS, newTitle, SETTINGS, TRUSTSTORES } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

const YAML = 'application/yaml';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

describe('YAML comes in', () => {
  test('with POST, PATCH and PUT', async () => {
    const post = `title: From YAML\nhost: smtp.acme.test\nport: 587\nsecure: true\ncredentials: {username: null}\n`;
    await api.admin.post(MAIL_SERVERS).type(YAML).send(post).expect(201);
    const patched = await api.admin
      .patch(`${MAIL_SERVERS}/from-yaml`)
      .type(YAML)
      .send('port: 465\nsummary: >\n  of the\n  branch\n');
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({ port: 465, summary: 'of the branch\n', secure: true });
    const put = `mail_server_url: ${patched.body.url}\nemail_sender:\n  name: Ops\n`;
    const { body } = await api.admin.put(SETTINGS).type(YAML).send(put).expect(200);
    expect(body).toMatchObject({ mail_server_url: patched.body.url, email_sender: { name: 'Ops' } });
    await api.admin.put(SETTINGS).type(YAML).send('mail_server_url: null\n').expect(200);
  });

  test('PEM texts stand in literal blocks', async () => {
    const { certificatePem, privateKeyPem } = await createAuthority();
    const block = (certificatePem + privateKeyPem).trim().replaceAll('\n', '\n  ');
    const { body } = await api.admin
      .post(KEYSTORES)
      .type(YAML)
      .send(`title: block\nkeystore: |\n  ${block}\n`)
      .expect(201);
    expect(body.certificates).toHaveLength(1);
  });

  test.each([
    ['aliases', 'title: &a x\nhost: *a\nport: 25\n'],
    ['a key twice', 'title: a\ntitle: b\n'],
    ['nonsense', 'title: "x\n - ['],
    ['several documents', 'title: a\n---\ntitle: b\n'],
  ])('%s are 400', async (_words, text) => {
    const { body } = await api.admin.post(MAIL_SERVERS).type(YAML).send(text).expect(400);
    expect(body).toMatchObject({ code: 'validation_failed', message: ['The body is not valid YAML.'] });
  });

  test.each(['- a', 'text', '7', 'null', '', '!!binary aGk=', '!custom {a: 1}'])(
    '%j is no object with a title: 400',
    async (text) => {
      await api.admin.post(MAIL_SERVERS).type(YAML).send(text).expect(400);
    },
  );
});

describe('YAML goes out', () => {
  test.each([YAML, 'application/x-yaml', 'text/yaml', `application/json;q=0.5, ${YAML}`])(
    'for Accept: %s',
    async (accept) => {
      const server = await createMailServer(api);
      const path = `${MAIL_SERVERS}/${server.id}`;
      const { text, headers } = await api.admin.get(path).set('Accept', accept).buffer(true).expect(200);
      expect(headers['content-type']).toMatch(/yaml; charset=utf-8$/);
      expect(headers.vary).toContain('Accept');
      expect(headers.etag).toBe('"1"');
      expect(parse(text)).toEqual(server);
    },
  );

  test.each(['*/*', 'application/json', 'text/html', `${YAML};q=0.1, */*`, ''])(
    'not for Accept: %j',
    async (accept) => {
      const { headers } = await api.admin.get(MAIL_SERVERS).set('Accept', accept).expect(200);
      expect(headers['content-type']).toMatch(/^application\/json/);
    },
  );

  test('for lists, creations, deletions and errors alike', async () => {
    const ask = { Accept: YAML };
    const list = await api.admin.get(`${MAIL_SERVERS}?limit=1&fields=url`).set(ask).buffer(true).expect(200);
    expect(Object.keys(parse(list.text))).toEqual(['total_results', 'results']);
    const made = await api.admin
      .post(MAIL_SERVERS)
      .type(YAML)
      .set(ask)
      .buffer(true)
      .send(`title: ${newTitle('y')}\nhost: a.test\nport: 25\n`);
    expect(made.status).toBe(201);
    const { name } = parse(made.text);
    const gone = await api.admin.delete(`${MAIL_SERVERS}/${name}`).set(ask).buffer(true).expect(200);
    expect(parse(gone.text).name).toBe(name);
    const lost = await api.admin.get(`${MAIL_SERVERS}/${name}`).set(ask).buffer(true).expect(404);
    expect(parse(lost.text)).toEqual({ status: 404, code: 'not_found', message: ['Not found'] });
  });

  test('texts that a reader of YAML 1.1 would take for something else are quoted', async () => {
    const metadata = { answer: 'no', date: '2026-01-01', octal: '0755', number: '1e3', nothing: '~', time: '12:30:00' };
    const { id } = await createMailServer(api, { metadata });
    const { text } = await api.admin.get(`${MAIL_SERVERS}/${id}`).set('Accept', YAML).buffer(true).expect(200);
    expect(parse(text, { version: '1.1' }).metadata).toEqual(metadata);
    expect(parse(text, { version: '1.2' }).metadata).toEqual(metadata);
    expect(typeof parse(text, { version: '1.1' }).created_at).toBe('string');
  });

  test('what goes out comes in again unchanged', async () => {
    const { certificatePem } = await createAuthority();
    const store = await create(api, TRUSTSTORES, {
      truststore: certificatePem,
      summary: 'line\nline: "x" # no comment',
    });
    const path = `${TRUSTSTORES}/${store.id}`;
    const { text } = await api.admin.get(path).set('Accept', YAML).buffer(true).expect(200);
    const { body, headers } = await api.admin.patch(path).type(YAML).send(text).expect(200);
    expect(body).toEqual(store);
    expect(headers.etag).toBe('"1"');
  });
});
