import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { routes } from '../../api/routes.ts';
import { MAIL_SERVERS, mailServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const JSON_TYPE = 'application/json';
const YAML = 'application/yaml';
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
/** A mail server whose metadata brings the whole body to so many levels. */
const deep = (levels: number) =>
  JSON.stringify(mailServer()).replace(/}$/, `,"metadata":${'{"a":'.repeat(levels - 1)}1${'}'.repeat(levels)}`);

describe('a body', () => {
  test.each([JSON_TYPE, YAML])('of %s has at most 64 levels, with an Idempotency-Key too', async (type) => {
    for (const key of [undefined, randomUUID()]) {
      for (const text of [deep(65), nested(100_000), '['.repeat(200_000)]) {
        const request = api.admin.post(MAIL_SERVERS).type(type);
        const { body, status } = await (key ? request.set('Idempotency-Key', key) : request).send(text);
        expect([status, body.code]).toEqual([400, 'validation_failed']);
      }
    }
    const { body } = await api.admin.post(MAIL_SERVERS).type(type).send(deep(65));
    expect(body.message).toEqual(['The body has more than 64 levels.']);
    const allowed = await api.admin.post(MAIL_SERVERS).type(type).send(deep(64));
    expect(allowed.body.violations).toEqual([
      { pointer: '/metadata/a', message: expect.stringContaining('must be a string') },
    ]);
  });

  test('of YAML has at most 256 KB, of JSON 1 MB, packed or not', async () => {
    for (const [type, limit] of [
      [YAML, 262_144],
      [JSON_TYPE, 1_048_576],
    ] as const) {
      const text = (size: number) => `{"summary": "${'x'.repeat(size - 15)}"}`;
      await api.admin.post(MAIL_SERVERS).type(type).send(text(limit)).expect(400);
      const { body } = await api.admin
        .post(MAIL_SERVERS)
        .type(type)
        .send(text(limit + 1))
        .expect(413);
      expect(body.message).toEqual([`The body is larger than the ${limit} bytes that are read here.`]);
      const packed = api.admin.post(MAIL_SERVERS).type(type).set('Content-Encoding', 'gzip');
      await packed
        .serialize(() => gzipSync(text(limit + 1)) as unknown as string)
        .send({})
        .expect(413);
    }
  });

  test.each([
    ['keys', (at: number) => `k${at}: 1\n`],
    ['entries of a list', () => '- a\n'],
    ['lists within each other', () => '- - - a\n'],
    ['entries in brackets', () => '[a,\n'],
    ['maps in brackets', () => '{},'],
  ])('of YAML has at most 10,000 %s', async (_words, write) => {
    const text = (size: number) => Array.from({ length: size }, (_, at) => write(at)).join('');
    const { body } = await api.admin.post(MAIL_SERVERS).type(YAML).send(text(10_001)).expect(400);
    expect(body.message).toEqual([expect.stringMatching(/^The YAML has more than the 10000 lines, /)]);
  });

  test('is not read before it is known who asks', async () => {
    for (const { method, path, access } of routes.filter(
      (route) => route.method !== 'get' && route.access !== 'open',
    )) {
      const url = `/api${path.replace(/\{\w+\}/g, 'x')}`;
      const { status } = await supertest(api.url)[method](url).type(YAML).send('['.repeat(300_000));
      expect([method, path, access, status]).toEqual([method, path, access, 401]);
    }
  });

  test('has at most 64 KB where nobody signs in', async () => {
    const open = routes.filter(({ method, access }) => method !== 'get' && access === 'open');
    expect(open.length).toBeGreaterThan(1);
    for (const { method, path } of open) {
      const url = `/api${path.replace(/\{\w+\}/g, 'x')}`;
      const { status } = await supertest(api.url)
        [method](url)
        .send({ grant_type: 'x'.repeat(65_536) });
      expect([path, status]).toEqual([path, 413]);
    }
  });

  test('of unknown fields is answered with the first hundred of them, and how many more there are', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field_${index}`, 1]));
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer(unknown)).expect(400);
    expect(body.violations).toHaveLength(101);
    expect(body.violations[0]).toEqual({ pointer: '/field_0', message: 'is not a known field' });
    expect(body.violations[100]).toEqual({ pointer: '', message: 'and 4900 more are wrong' });
  });
});
