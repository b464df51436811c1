import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  create,
  createMailServer,
  KEYSTORES,
  MAIL_SERVERS,
  mailServer,
  newTitle,
  PROFILES,
  pointersOf,
  TRUSTSTORES,
  UNKNOWN_ID,
} from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

describe('a name that is absent', () => {
  test.each([
    ['Größe & Söhne GmbH', 'grosse-sohne-gmbh'],
    ['  SMTP (primary)  ', 'smtp-primary'],
    ['Почта', 'pochta'],
    ['İstanbul_mail.server', 'istanbul-mail-server'],
    ['Mail 🚀 relay', 'mail-relay'],
  ])('is derived from the title %j as %s', async (title, name) => {
    const server = await createMailServer(api, { title });
    expect(server).toMatchObject({ title, name });
  });

  test.each(['🚀🚀', '!!!', '…', ' ', UNKNOWN_ID])('cannot be derived from %j: 400 on /name', async (title) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ title })).expect(400);
    expect(pointersOf(body)).toEqual(['/name']);
  });

  test('has at most 255 characters, whatever the title', async () => {
    const server = await createMailServer(api, { title: `${'long '.repeat(200)}` });
    expect(server.name.length).toBeLessThanOrEqual(255);
    expect(server.name).toMatch(/^long(-long)*(-lo?n?)?$/);
  });
});

describe('a name', () => {
  test.each([MAIL_SERVERS, PROFILES])('that is taken in %s is 409 in status and code', async (path) => {
    const fields = path === MAIL_SERVERS ? mailServer() : {};
    const first = await create(api, path, fields);
    const { body } = await api.admin.post(path, { ...fields, title: 'Another', name: first.name }).expect(409);
    expect(body).toMatchObject({ status: 409, code: 'name_taken', violations: [{ pointer: '/name' }] });
    expect(body.message[0]).toContain(first.name);
  });

  test('that is taken by another object is 409 in a PATCH too, and nothing is changed', async () => {
    const [first, second] = [await createMailServer(api), await createMailServer(api)];
    const change = { name: first.name, port: 2525 };
    await api.admin.patch(`${MAIL_SERVERS}/${second.id}`, change).expect(409);
    expect((await api.admin.get(`${MAIL_SERVERS}/${second.id}`)).body).toEqual(second);
  });

  test('may be taken in another collection', async () => {
    const server = await createMailServer(api);
    const profile = await create(api, PROFILES, { name: server.name });
    expect(profile.name).toBe(server.name);
  });

  test('taken twice at once: one is created, the other is 409', async () => {
    const body = mailServer({ title: newTitle('race') });
    const answers = await Promise.all([1, 2, 3].map(() => api.admin.post(MAIL_SERVERS, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const { body: refused } of answers.filter(({ status }) => status === 409)) {
      expect(refused).toMatchObject({ code: 'name_taken', violations: [{ pointer: '/name' }] });
    }
  });

  test.each([UNKNOWN_ID, 'Upper', 'with space', 'a\nb', '-a', 'x'.repeat(256), ''])(
    '%j is refused on /name',
    async (name) => {
      for (const [path, fields] of [
        [MAIL_SERVERS, mailServer()],
        [PROFILES, {}],
        [KEYSTORES, {}],
        [TRUSTSTORES, {}],
      ] as const) {
        const { body } = await api.admin.post(path, { title: 'Any', ...fields, name }).expect(400);
        expect(pointersOf(body)).toContain('/name');
      }
    },
  );

  test('never changes when the title does', async () => {
    const server = await createMailServer(api);
    const { body } = await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { title: 'Something else' }).expect(200);
    expect(body).toMatchObject({ title: 'Something else', name: server.name });
  });

  test('of an email server may be changed by PATCH, and the old one is free again', async () => {
    const server = await createMailServer(api);
    const renamed = newTitle('renamed');
    await api.admin.patch(`${MAIL_SERVERS}/${server.name}`, { name: renamed }).expect(200);
    expect((await api.admin.get(`${MAIL_SERVERS}/${renamed}`).expect(200)).body.id).toBe(server.id);
    await api.admin.get(`${MAIL_SERVERS}/${server.name}`).expect(404);
    await createMailServer(api, { title: 'Again', name: server.name });
  });
});

describe('a title', () => {
  test.each([
    ['of 2 kB', 'x'.repeat(2048)],
    ['with CR LF', 'a\r\nBcc: all@acme.test'],
    ['with a line separator', 'a\u2028b'],
    ['that is empty', ''],
    ['that is a number', 7],
    ['that is null', null],
  ])('%s is refused on /title', async (_words, title) => {
    const { body } = await api.admin.post(MAIL_SERVERS, mailServer({ title, name: newTitle() })).expect(400);
    expect(pointersOf(body)).toEqual(['/title']);
  });

  test('is required where there is no name either', async () => {
    const { body } = await api.admin.post(MAIL_SERVERS, { host: 'a.test', port: 25 }).expect(400);
    expect(body.violations).toEqual([{ pointer: '/title', message: expect.stringContaining('is required') }]);
  });
});
