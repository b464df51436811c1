import { type IncomingMessage, request } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, createMailServer, KEYSTORES, MAIL_SERVERS, mailServer, newTitle, PROFILES } from './builder.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Raw {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** As it goes over the wire: nothing is decompressed on the way. */
function send(method: string, path: string, headers: Record<string, string> = {}, body?: Buffer): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const all = { Authorization: `Bearer ${api.token}`, ...headers };
    const sent = request(`${api.url}/api${path}`, { method, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const GZIP = { 'Accept-Encoding': 'gzip' };

describe('answers', () => {
  test('are compressed with gzip for whoever accepts it', async () => {
    const { headers, body } = await send('GET', PROFILES, GZIP);
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers.vary).toContain('Accept-Encoding');
    const plain = await send('GET', PROFILES);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toContain('Accept-Encoding');
    expect(gunzipSync(body)).toEqual(plain.body);
    expect(body.length).toBeLessThan(plain.body.length / 2);
    const refused = await send('GET', PROFILES, { 'Accept-Encoding': 'gzip;q=0, identity' });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  test('are compressed whatever their size and kind: lists, one object, tokens, errors, pages, the document', async () => {
    const login = Buffer.from(JSON.stringify({ grant_type: 'password', username: 'admin', password: ADMIN_PASSWORD }));
    const json = { 'Content-Type': 'application/json', ...GZIP };
    const answers = {
      'an empty list': await send('GET', KEYSTORES, GZIP),
      token: await send('POST', '/token', json, login),
      creation: await send('POST', MAIL_SERVERS, json, Buffer.from(JSON.stringify(mailServer()))),
      'not found': await send('GET', `${MAIL_SERVERS}/nothing`, GZIP),
      'no such route': await send('GET', '/nothing/here', GZIP),
      problem: await send('GET', `${MAIL_SERVERS}/nothing`, { ...GZIP, Accept: 'application/problem+json' }),
      'no token': await send('GET', MAIL_SERVERS, { ...GZIP, Authorization: '' }),
      document: await send('GET', '/openapi.json', GZIP),
      docs: await send('GET', '/docs', GZIP),
    };
    for (const [name, { headers, body }] of Object.entries(answers)) {
      expect({ name, encoding: headers['content-encoding'] }).toEqual({ name, encoding: 'gzip' });
      expect(headers.vary).toContain('Accept-Encoding');
      expect(gunzipSync(body).length).toBeGreaterThan(0);
    }
    expect(JSON.parse(gunzipSync(answers.token.body).toString())).toHaveProperty('access_token');
  });

  test.each(['br, gzip', 'gzip, deflate, br, zstd', 'br;q=1, gzip;q=0.1', '*'])(
    'take gzip rather than br: %s',
    async (accepted) => {
      for (const path of [KEYSTORES, PROFILES]) {
        const { headers, body } = await send('GET', path, { 'Accept-Encoding': accepted });
        expect(headers['content-encoding']).toBe('gzip');
        expect(JSON.parse(gunzipSync(body).toString())).toHaveProperty('results');
      }
    },
  );

  test.each(['identity', 'gzip;q=0', ''])('stay plain for whoever accepts no gzip: "%s"', async (accepted) => {
    for (const path of [KEYSTORES, PROFILES]) {
      const { headers, body } = await send('GET', path, { 'Accept-Encoding': accepted });
      expect(headers['content-encoding']).toBeUndefined();
      expect(JSON.parse(body.toString())).toHaveProperty('results');
    }
  });

  test('keep the same strong entity tag, and If-Match takes it', async () => {
    const { id } = await create(api, PROFILES, { summary: 'long '.repeat(300) });
    const path = `${PROFILES}/${id}`;
    const packed = await send('GET', path, GZIP);
    expect(packed.headers['content-encoding']).toBe('gzip');
    const plain = await send('GET', path);
    expect(packed.headers.etag).toBe('"1"');
    expect(plain.headers.etag).toBe('"1"');
    await api.admin.patch(path, { summary: 'x' }).set('If-Match', '"1"').expect(200);
  });

  test('of YAML are compressed too, and those to HEAD have no body', async () => {
    const yaml = await send('GET', PROFILES, { ...GZIP, Accept: 'application/yaml' });
    expect(yaml.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(yaml.body).toString()).toMatch(/^total_results: \d+\n/);
    const head = await send('HEAD', PROFILES, GZIP);
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
  });
});

describe('request bodies', () => {
  const post = (type: string, encoding: string, body: Buffer) =>
    send('POST', MAIL_SERVERS, { 'Content-Type': type, 'Content-Encoding': encoding }, body);
  const server = () => JSON.stringify({ title: newTitle('packed'), host: 'smtp.acme.test', port: 25 });

  test('may be compressed with gzip, as JSON and as YAML', async () => {
    expect((await post('application/json', 'gzip', gzipSync(server()))).status).toBe(201);
    expect(
      (await post('application/yaml', 'gzip', gzipSync('title: packed yaml\nhost: a.test\nport: 25\n'))).status,
    ).toBe(201);
    await api.admin.get(`${MAIL_SERVERS}/packed-yaml`).expect(200);
  });

  test('that claim to be compressed and are not are 400, of an unknown encoding 415', async () => {
    expect((await post('application/json', 'gzip', Buffer.from(server()))).status).toBe(400);
    const unknown = await post('application/json', 'zstd-9', Buffer.from(server()));
    expect(unknown.status).toBe(415);
    expect(JSON.parse(unknown.body.toString()).code).toBe('unsupported_media_type');
  });

  test('are measured unpacked: 20 MB of nothing in 20 kB are 413', async () => {
    const bomb = gzipSync(JSON.stringify({ title: ' '.repeat(20_000_000) }));
    expect(bomb.length).toBeLessThan(50_000);
    expect((await post('application/json', 'gzip', bomb)).status).toBe(413);
  });
});

describe('requests', () => {
  test('HEAD answers status and headers of GET', async () => {
    const { id } = await createMailServer(api);
    const head = await send('HEAD', `${MAIL_SERVERS}/${id}`);
    const get = await send('GET', `${MAIL_SERVERS}/${id}`);
    expect(head).toMatchObject({
      status: 200,
      headers: { etag: '"1"', 'content-length': get.headers['content-length'] },
    });
    expect((await send('HEAD', `${MAIL_SERVERS}/nothing`)).status).toBe(404);
    expect((await send('HEAD', MAIL_SERVERS, { Authorization: 'Bearer x' })).status).toBe(401);
  });

  test('OPTIONS says what a path can do, without a token', async () => {
    const { status, headers, body } = await send('OPTIONS', `${MAIL_SERVERS}/x`, { Authorization: '' });
    expect(status).toBe(204);
    expect(headers.allow).toBe('GET, PATCH, DELETE, HEAD, OPTIONS');
    expect(body).toHaveLength(0);
    expect((await send('OPTIONS', '/nothing/here')).status).toBe(404);
  });

  test('a slash at the end of a path makes no difference', async () => {
    const { id, name } = await createMailServer(api);
    for (const path of [`${MAIL_SERVERS}/`, `${MAIL_SERVERS}/${id}/`, `${MAIL_SERVERS}/${name}/?fields=url`]) {
      expect((await send('GET', path)).status).toBe(200);
    }
    await api.admin.patch(`${MAIL_SERVERS}/${name}/`, { port: 26 }).expect(200);
    await api.admin.delete(`${MAIL_SERVERS}/${name}/`).expect(200);
  });

  test('a body without a Content-Type is taken for JSON', async () => {
    const body = Buffer.from(JSON.stringify({ title: newTitle('untyped'), host: 'a.test', port: 25 }));
    expect((await send('POST', MAIL_SERVERS, {}, body)).status).toBe(201);
    expect((await send('POST', MAIL_SERVERS, {}, Buffer.from('title=x'))).status).toBe(400);
  });

  test('a GET with Content-Type: application/json and no body is fine, gzip accepted or not', async () => {
    const further: Record<string, string>[] = [{}, GZIP, { 'Content-Length': '0' }];
    for (const headers of further) {
      const all = { 'Content-Type': 'application/json', Accept: 'application/json', ...headers };
      expect((await send('GET', PROFILES, all)).status).toBe(200);
    }
  });
});
