import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMailServer, KEYSTORES, MAIL_SERVERS, PROFILES, SETTINGS, UNKNOWN_ID } from './builder.ts';
import { enrol } from './person.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const patch = (id: string, body: object, tag: string) =>
  api.admin.patch(`${MAIL_SERVERS}/${id}`, body).set('If-Match', tag);

describe('the ETag', () => {
  test('is strong, the same for every representation, and grows with each change', async () => {
    const created = await api.admin.post(MAIL_SERVERS, { title: 'Tagged', host: 'a.test', port: 25 }).expect(201);
    expect(created.headers.etag).toBe('"1"');
    const { id } = created.body;
    for (const query of ['', '?fields=url', '?fields=add(x)']) {
      const { headers } = await api.admin.get(`${MAIL_SERVERS}/${id}${query}`).expect(200);
      expect(headers.etag).toBe('"1"');
    }
    const changed = await api.admin.patch(`${MAIL_SERVERS}/${id}`, { port: 26 }).expect(200);
    expect(changed.headers.etag).toBe('"2"');
  });

  test('is a field of what is listed and of one object, where it is asked for', async () => {
    const server = await createMailServer(api);
    await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { port: 26 }).expect(200);
    const { body: one } = await api.admin.get(`${MAIL_SERVERS}/${server.id}?fields=add(etag)`).expect(200);
    expect(one).toMatchObject({ etag: '"2"', port: 26 });
    const { body: list } = await api.admin.get(`${MAIL_SERVERS}?fields=add(etag)`).expect(200);
    expect(list.results).toContainEqual(one);
    const { body: ordinary } = await api.admin.get(`${MAIL_SERVERS}/${server.id}`).expect(200);
    expect(ordinary).not.toHaveProperty('etag');
  });

  test('stays when nothing differs, and so does updated_at', async () => {
    const server = await createMailServer(api, { credentials: { username: 'u', password: 'p' } });
    const same = { port: server.port, credentials: { username: 'u', password: 'p' }, metadata: {} };
    const { body, headers } = await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, same).expect(200);
    expect(headers.etag).toBe('"1"');
    expect(body).toEqual(server);
  });

  test('of a profile does not grow when only a back-reference changes', async () => {
    const { body: profile } = await api.admin.post(PROFILES, { title: 'Referred' }).expect(201);
    await createMailServer(api, { tls_client_profile_url: profile.url });
    const { body, headers } = await api.admin.get(`${PROFILES}/${profile.id}`).expect(200);
    expect(body.mail_server_urls).toHaveLength(1);
    expect(headers.etag).toBe('"1"');
  });
});

describe('If-Match', () => {
  test.each(['"1"', 'W/"1"', '*', '"7", "1"'])('%s fits a fresh object', async (tag) => {
    const server = await createMailServer(api);
    const { headers } = await patch(server.id, { port: 26 }, tag).expect(200);
    expect(headers.etag).toBe('"2"');
  });

  test('stale on PATCH is 412, says what was changed, by whom and when, and changes nothing', async () => {
    const server = await createMailServer(api);
    const { body: newer } = await patch(server.id, { port: 26 }, '"1"').expect(200);
    const { body, headers } = await patch(server.id, { port: 27 }, '"1"').expect(412);
    expect(body).toMatchObject({ status: 412, code: 'stale' });
    expect(body.message[0]).toContain(
      `mail server "${server.name}" was changed (port) by admin at ${newer.updated_at}`,
    );
    expect(headers.etag).toBe('"2"');
    expect((await api.admin.get(`${MAIL_SERVERS}/${server.id}`)).body).toEqual(newer);
  });

  test('stale by several versions is told all that changed since the one that was sent, and who did it', async () => {
    const server = await createMailServer(api);
    const colleague = await enrol(api, 'administrator');
    const path = `${MAIL_SERVERS}/${server.id}`;
    await patch(server.id, { port: 26 }, '"1"').expect(200);
    await api.as(colleague.token).patch(path, { title: 'Renamed', timeout: 5000 }).expect(200);
    await patch(server.id, { host: 'new.acme.test' }, '"3"').expect(200);
    const said = async (tag: string) => (await patch(server.id, {}, tag).expect(412)).body.message[0];
    expect(await said('"1"')).toMatch(/ \(host, (timeout, title|title, timeout), port\) by admin, person-\d+ at /);
    expect(await said('"2"')).toMatch(/ \(host, (timeout, title|title, timeout)\) by /);
    expect(await said('"3"')).toContain(' (host) by admin at ');
    expect(await said('"9"')).toContain(' (host) by admin at ');
  });

  test('stale on DELETE is 412 and the object stays', async () => {
    const server = await createMailServer(api);
    await api.admin.delete(`${MAIL_SERVERS}/${server.id}`).set('If-Match', '"2"').expect(412);
    await api.admin.delete(`${MAIL_SERVERS}/${server.id}`).set('If-Match', 'W/"1"').expect(200);
  });

  test('stale on PUT of the settings and of /me is 412', async () => {
    for (const [path, body] of [
      [SETTINGS, { invitation_ttl: 3600 }],
      ['/me', { first_name: 'Ada' }],
    ] as const) {
      const { headers } = await api.admin.get(path).expect(200);
      await api.admin.put(path, body).set('If-Match', '"999"').expect(412);
      await api.admin.put(path, body).set('If-Match', String(headers.etag)).expect(200);
    }
  });

  test('on what does not exist stays a 404', async () => {
    await api.admin.patch(`${KEYSTORES}/${UNKNOWN_ID}`, {}).set('If-Match', '"1"').expect(404);
  });

  test('lets one of several writers at once win', async () => {
    const server = await createMailServer(api);
    const answers = await Promise.all([101, 102, 103, 104].map((port) => patch(server.id, { port }, '"1"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

describe('without If-Match', () => {
  test('several changes at once all count', async () => {
    const server = await createMailServer(api);
    const changes = [{ title: 'One' }, { port: 99 }, { timeout: 5000 }, { summary: 'Four' }];
    await Promise.all(changes.map((change) => api.admin.patch(`${MAIL_SERVERS}/${server.id}`, change).expect(200)));
    const { body, headers } = await api.admin.get(`${MAIL_SERVERS}/${server.id}`).expect(200);
    expect(body).toMatchObject(Object.assign({}, ...changes));
    expect(headers.etag).toBe('"5"');
  });
});
