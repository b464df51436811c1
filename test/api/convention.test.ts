import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { create, createMailServer, MAIL_SERVERS, mailServer, PROFILES, UNKNOWN_ID } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const bearer = () => ({ Authorization: `Bearer ${api.token}` });
const names = (body: { results: { name: string }[] }) => body.results.map(({ name }) => name);

describe('lists', () => {
  let servers: { id: string; name: string; url: string }[];
  beforeAll(async () => {
    servers = [];
    for (let index = 0; index < 5; index += 1) servers.push(await createMailServer(api));
  });

  test('are an envelope of total_results and results', async () => {
    const { body } = await api.admin.get(MAIL_SERVERS).expect(200);
    expect(Object.keys(body)).toEqual(['total_results', 'results']);
    expect(body.total_results).toBe(servers.length);
    expect(body.results).toHaveLength(servers.length);
  });

  test('are stable, in the order of creation, through limit and offset', async () => {
    const { body: whole } = await api.admin.get(MAIL_SERVERS).expect(200);
    expect(names(whole)).toEqual(servers.map(({ name }) => name));
    const { body: page } = await api.admin.get(`${MAIL_SERVERS}?limit=2&offset=1`).expect(200);
    expect(page.total_results).toBe(5);
    expect(names(page)).toEqual(names(whole).slice(1, 3));
    const { body: beyond } = await api.admin.get(`${MAIL_SERVERS}?offset=50`).expect(200);
    expect(beyond).toEqual({ total_results: 5, results: [] });
  });

  test('hold nothing but the total with limit=0', async () => {
    const { body } = await api.admin.get(`${MAIL_SERVERS}?limit=0`).expect(200);
    expect(body).toEqual({ total_results: 5, results: [] });
  });

  test.each(['limit=-1', 'limit=ten', 'limit=2.5', 'offset=-1', 'offset=99999999999'])('refuse %s', async (query) => {
    const { body } = await api.admin.get(`${MAIL_SERVERS}?${query}`).expect(400);
    expect(body.errors[0]).toContain(query.split('=')[0]);
  });

  test('hold a thousand objects in one page', async () => {
    const { database, adminOrgId } = api.gatepost.context;
    await database.query(
      `INSERT INTO email_server (id, org_id, created_at, updated_at, name, title, host, port)
         SELECT gen_random_uuid(), $1, now(), now(), 'many-' || n, 'Many', 'a.test', 25 FROM generate_series(1, 998) AS n`,
      [adminOrgId],
    );
    const { body } = await api.admin.get(`${MAIL_SERVERS}?fields=name`).expect(200);
    expect(body.total_results).toBe(1003);
    expect(body.results).toHaveLength(1000);
    const { body: rest } = await api.admin.get(`${MAIL_SERVERS}?fields=name&offset=1000`).expect(200);
    expect(new Set([...names(body), ...names(rest)]).size).toBe(1003);
    await database.query(`DELETE FROM email_server WHERE title = 'Many'`);
  });
});

describe('fields', () => {
  test('fields=url gives objects with only url, in lists and on single objects', async () => {
    const server = await createMailServer(api);
    const { body } = await api.admin.get(`${MAIL_SERVERS}?fields=url`).expect(200);
    for (const result of body.results) expect(Object.keys(result)).toEqual(['url']);
    const single = await api.admin.get(`${MAIL_SERVERS}/${server.name}?fields=url`).expect(200);
    expect(single.body).toEqual({ url: server.url });
  });

  test('several fields are separated by commas', async () => {
    const server = await createMailServer(api);
    const { body } = await api.admin.get(`${MAIL_SERVERS}/${server.id}?fields=name,port`).expect(200);
    expect(body).toEqual({ name: server.name, port: 25 });
  });

  test('fields=add(a,b) adds to the ordinary fields', async () => {
    const server = await createMailServer(api);
    const { body } = await api.admin.get(`${MAIL_SERVERS}/${server.id}?fields=add(events,status)`).expect(200);
    expect(body).toEqual(server);
  });

  test('a 404 stays a 404', async () => {
    const { body } = await api.admin.get(`${MAIL_SERVERS}/nothing?fields=url`).expect(404);
    expect(body).toMatchObject({ status: 404, message: ['Not found'], code: 'not_found' });
  });
});

describe('answers', () => {
  test('POST is 201, PATCH and DELETE are 200 with the object', async () => {
    const created = await api.admin.post(MAIL_SERVERS, mailServer()).expect(201);
    const path = `${MAIL_SERVERS}/${created.body.name}`;
    const patched = await api.admin.patch(path, { summary: 'of the branch' }).expect(200);
    expect(patched.body).toMatchObject({ id: created.body.id, summary: 'of the branch', host: 'smtp.acme.test' });
    const cleared = await api.admin.patch(path, { summary: null }).expect(200);
    expect(cleared.body).not.toHaveProperty('summary');
    const deleted = await api.admin.delete(path).expect(200);
    expect(deleted.body).toEqual(cleared.body);
    await api.admin.get(path).expect(404);
  });

  test('carry the header of every object', async () => {
    const server = await createMailServer(api, { metadata: { team: 'mail' } });
    expect(server).toMatchObject({
      type: 'mail_server',
      api_version: '2.0.0',
      name: server.title,
      metadata: { team: 'mail' },
      org_url: `${api.url}/api/orgs/${api.gatepost.context.adminOrgId}`,
      url: `${api.url}/api/orgs/${api.gatepost.context.adminOrgId}/mail-servers/${server.id}`,
    });
    for (const moment of [server.created_at, server.updated_at]) {
      expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  test('DELETE of a collection wants confirm=<org>, answers 204 and leaves built-ins', async () => {
    const refused = await api.admin.delete(PROFILES).expect(400);
    expect(refused.body.errors[0]).toContain('confirm=admin');
    await api.admin.delete(`${PROFILES}?confirm=other`).expect(400);
    await create(api, PROFILES);
    const { text } = await api.admin.delete(`${PROFILES}?confirm=admin`).expect(204);
    expect(text).toBe('');
    const { body } = await api.admin.get(PROFILES).expect(200);
    expect(names(body)).toEqual(expect.arrayContaining(['tls-client-profile-default', 'portal-api-admin-default']));
    expect(body.total_results).toBe(8);
  });

  test('DELETE of a collection is refused as a whole while one of its objects is in use', async () => {
    const free = await create(api, PROFILES);
    const profile = await create(api, PROFILES);
    const server = await createMailServer(api, { secure: true, tls_client_profile_url: profile.url });
    const { body } = await api.admin.delete(`${PROFILES}?confirm=admin`).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: [`mail server "${server.name}"`] });
    await api.admin.get(`${PROFILES}/${free.id}`).expect(200);
    await api.admin.delete(`${MAIL_SERVERS}/${server.id}`).expect(200);
  });
});

describe('requests', () => {
  test('a GET with a JSON Content-Type and no body is fine', async () => {
    await api.admin.get(MAIL_SERVERS).set('Content-Type', 'application/json').expect(200);
  });

  test.each(['application/yaml', 'text/yaml', 'application/x-yaml'])('%s bodies are read', async (type) => {
    const title = `yaml of ${type}`;
    const yaml = `title: "${title}"\nhost: smtp.acme.test\nport: 587\nsecure: true\ncredentials: {username: null}\n`;
    const { body } = await api.admin.post(MAIL_SERVERS).set('Content-Type', type).send(yaml).expect(201);
    expect(body).toMatchObject({ title, port: 587, secure: true, credentials: {} });
  });

  test('a gzipped body is read', async () => {
    const sent = gzipSync(JSON.stringify(mailServer({ title: 'Zipped' })));
    const request = api.admin
      .post(MAIL_SERVERS)
      .set('Content-Encoding', 'gzip')
      .set('Content-Type', 'application/json');
    const { body } = await request.serialize((bytes) => bytes).send(sent as unknown as object);
    expect(body.name).toBe('zipped');
  });

  test.each([
    ['JSON', 'application/json', '{"title": "x", '],
    ['YAML', 'application/yaml', 'title: "x\n - ['],
  ])('malformed %s is 400', async (kind, type, text) => {
    const { body } = await api.admin.post(MAIL_SERVERS).set('Content-Type', type).send(text).expect(400);
    expect(body).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(body.message[0]).toContain(kind);
  });

  test.each(['[]', 'null', '"text"', '7'])('a body that is %s and no object is 400', async (text) => {
    const request = api.admin.post(MAIL_SERVERS).set('Content-Type', 'application/json');
    expect((await request.send(text).expect(400)).body.code).toBe('validation_failed');
  });

  test('a form or a text is 415', async () => {
    const { body } = await api.admin.post(MAIL_SERVERS).type('form').send('title=x').expect(415);
    expect(body.code).toBe('unsupported_media_type');
  });

  test('a body of 10 MB is 413', async () => {
    const { body } = await api.admin.post(MAIL_SERVERS, { title: 'x'.repeat(10_000_000) }).expect(413);
    expect(body).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  test('a method that a path does not have is 405 and names those it has', async () => {
    const { body, headers } = await api.admin.put(`${MAIL_SERVERS}/x`, {}).expect(405);
    expect(body.code).toBe('method_not_allowed');
    expect(headers.allow).toBe('GET, PATCH, DELETE');
    await api.admin.delete('/cloud/settings').expect(405);
  });

  test.each(['title', 'summary', 'host'])('NUL in %s is 400 and names the field', async (field) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ [field]: 'a\u0000b' })).expect(400);
    expect(body.violations[0].pointer).toBe(`/${field}`);
  });

  test.each([
    ['NUL', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('%s in metadata is 400 and names the field', async (_name, text) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ metadata: { team: text } })).expect(400);
    expect(body.violations[0].pointer).toBe('/metadata/team');
    await api.admin.post(MAIL_SERVERS, mailServer({ metadata: { [text]: 'mail' } })).expect(400);
  });

  test.each(['%00', '%ff', '%E0%A4%A'])('a path with %s is a 4xx', async (segment) => {
    const { status } = await supertest(api.url).get(`/api${MAIL_SERVERS}/${segment}`).set(bearer());
    expect([400, 404]).toContain(status);
  });
});

describe('errors', () => {
  test('an unknown path is 404 in the same form', async () => {
    const { body } = await api.admin.get('/nothing/here').expect(404);
    expect(body).toEqual({ status: 404, code: 'not_found', message: ['Not found'] });
  });

  test('a validation error names the schema, lists the reasons and points at the fields', async () => {
    const { body } = await api.admin.post(MAIL_SERVERS, { title: 'x', port: 0, hots: 'y' }).expect(400);
    expect(body.status).toBe(400);
    expect(body.message).toEqual(['The body does not validate against the schema MailServer.']);
    expect(body.violations.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/host',
      '/hots',
      '/port',
    ]);
    expect(body.errors).toHaveLength(3);
  });

  test('pointers escape what RFC 6901 wants escaped', async () => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ 'a/b~c': 1 })).expect(400);
    expect(body.violations[0].pointer).toBe('/a~1b~0c');
  });

  test('Accept: application/problem+json gets a problem document', async () => {
    const request = api.admin.get(`${MAIL_SERVERS}/${UNKNOWN_ID}`).set('Accept', 'application/problem+json');
    const { body, headers } = await request.expect(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ type: 'about:blank', status: 404, code: 'not_found', detail: 'Not found' });
    expect(body.title).toEqual(expect.any(String));
  });

  test('X-Request-Id is in every answer, the own one where it is harmless', async () => {
    const given = await api.admin.get(MAIL_SERVERS).set('X-Request-Id', 'ci-run:42').expect(200);
    expect(given.headers['x-request-id']).toBe('ci-run:42');
    const odd = await api.admin.get('/nothing').set('X-Request-Id', 'a b"c').expect(404);
    expect(odd.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
