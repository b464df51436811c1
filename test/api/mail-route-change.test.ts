import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { releaseOutbox, settleRestored } from '../../api/resources/cloud/after-restore.ts';
import { resetAdministrator } from '../../api/resources/people/reset-administrator.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import {
  create,
  createMailServer,
  KEYSTORES,
  MAIL_SERVERS,
  newTitle,
  PROFILES,
  SETTINGS,
  TRUSTSTORES,
} from './builder.ts';
import { createGateway, createProviderOrg, type ProviderOrg, ZONE } from './provider-org.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const query = (sql: string) => api.gatepost.context.database.query(sql);

describe('the epoch of the mail route', () => {
  let theirs: ProviderOrg;
  let server: { id: string; url: string };
  let profile: { id: string; url: string };
  beforeAll(async () => {
    const { certificatePem, privateKeyPem } = await (await createAuthority()).issueClient('client');
    const keystore = certificatePem + privateKeyPem;
    server = await createMailServer(api);
    profile = await create(api, PROFILES, { title: 'profile' });
    await create(api, KEYSTORES, { title: 'keys', keystore });
    await create(api, TRUSTSTORES, { title: 'trust', truststore: certificatePem });
    theirs = await createProviderOrg(api);
    await theirs.client.post(pathTo('keystores'), { title: 'keys', keystore }).expect(201);
    await theirs.client.post(pathTo('tls-client-profiles'), { title: 'profile' }).expect(201);
  }, 30_000);

  async function state() {
    const [row] = await query('SELECT mail_route_epoch AS epoch, version FROM cloud_setting');
    return row as { epoch: number; version: number };
  }
  type Write = () => PromiseLike<{ status: number; text: string }>;
  async function growthBy(write: Write): Promise<number> {
    const { epoch } = await state();
    const { status, text } = await write();
    if (status !== 200) throw new Error(text);
    return (await state()).epoch - epoch;
  }

  const pathTo = (collection: string) => `/orgs/${theirs.org.name}/${collection}`;
  const summary = () => ({ summary: newTitle('summary') });
  const put = (body: object) => api.admin.put(SETTINGS, body);

  // Each where it stands: what one does, the next one finds.
  test.each<[string, Write]>([
    ['another server is selected', () => put({ mail_server_url: server.url })],
    ['the selected server changes', () => api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { port: 2525 })],
    ['no server is selected', () => put({ mail_server_url: null })],
    ['the fallbacks change', () => put({ fallback_mail_server_urls: [server.url] })],
    ['the sender changes', () => put({ email_sender: { name: 'Somebody' } })],
    ['the default profile changes', () => put({ tls_client_profile_default_url: profile.url })],
    ['a profile changes', () => api.admin.patch(`${PROFILES}/${profile.id}`, { server_name_indication: false })],
    ['a keystore changes', () => api.admin.patch(`${KEYSTORES}/keys`, summary())],
    ['a truststore changes', () => api.admin.patch(`${TRUSTSTORES}/trust`, summary())],
  ])('grows when %s', async (_what, write) => {
    expect(await growthBy(write)).toBe(1);
  });

  test.each<[string, Write]>([
    ['nothing of the settings changes', () => put({ fallback_mail_server_urls: [server.url] })],
    ['something else of the settings changes', () => put({ invitation_ttl: 777 })],
    ['nothing of a server changes', () => api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { port: 2525 })],
    ['a keystore of another organization changes', () => theirs.client.patch(`${pathTo('keystores')}/keys`, summary())],
    [
      'a profile of another organization changes',
      () => theirs.client.patch(`${pathTo('tls-client-profiles')}/profile/1.0.0`, summary()),
    ],
    [
      'a change of a server is only tried',
      () => api.admin.patch(`${MAIL_SERVERS}/${server.id}?validate_only=true`, { port: 1 }),
    ],
  ])('stays when %s', async (_what, write) => {
    expect(await growthBy(write)).toBe(0);
  });

  test('is shown nowhere, and leaves the entity tag of the settings alone', async () => {
    const before = await state();
    const { headers } = await api.admin.get(SETTINGS).expect(200);
    await api.admin.patch(`${MAIL_SERVERS}/${server.id}`, { port: 2526 }).expect(200);
    const { headers: after, text } = await api.admin.get(SETTINGS).expect(200);
    expect(await state()).toEqual({ ...before, epoch: before.epoch + 1 });
    expect(after.etag).toBe(headers.etag);
    expect(text).not.toContain('epoch');
  });
});

describe('whoever selects and whoever changes wait for each other, and never in a circle', () => {
  const PAIRS = 50;

  async function deadlocks(): Promise<number> {
    const [row] = await query('SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()');
    return row.n;
  }

  /** Of each object one that refers to it and one that changes it, all of them at once. */
  async function race(made: { id: string; url: string }[], writes: [Write, Write]): Promise<[number, number][]> {
    const pairs = made.map(async (each) => {
      const [first, second] = await Promise.all(writes.map(async (write) => (await write(each)).status));
      return [first, second] as [number, number];
    });
    return Promise.all(pairs);
  }
  type Write = (object: { id: string; url: string }) => PromiseLike<{ status: number }>;

  const many = async (make: () => Promise<{ id: string; url: string }>) => {
    const made = [];
    for (let n = 0; n < PAIRS; n += 1) made.push(await make());
    return made;
  };
  const servers = () => many(() => createMailServer(api));
  const profiles = () => many(() => create(api, PROFILES));
  const title = () => ({ title: newTitle('new') });

  const REGISTRIES = '/user-registries/admin';
  const shippedRegistry = '/api/user-registries/admin/api-manager-lur';

  test('a selection of several and the deletion of all', async () => {
    await api.admin.put(SETTINGS, { mail_server_url: null, fallback_mail_server_urls: [] }).expect(200);
    const made = [await createMailServer(api), await createMailServer(api), await createMailServer(api)];
    const [first, middle, last] = made.sort((a, b) => (a.id < b.id ? -1 : 1));
    const before = await deadlocks();
    const runner = api.gatepost.context.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT FROM email_server WHERE id = $1 FOR UPDATE', [middle.id]);
    // It has the first and waits for the middle one; the selection has the last one, if it may, and waits for the first.
    const clearing = Promise.resolve(api.admin.delete(`${MAIL_SERVERS}?confirm=admin`));
    await waitUntil(waiting, (count) => count === 1);
    const body = { mail_server_url: last.url, fallback_mail_server_urls: [first.url] };
    const selecting = Promise.resolve(api.admin.put(SETTINGS, body));
    await waitUntil(waiting, (count) => count === 2);
    await runner.commitTransaction();
    await runner.release();
    expect([(await clearing).status, (await selecting).status]).toEqual([204, 400]);
    expect(await deadlocks()).toBe(before);
  });

  async function waiting(): Promise<number> {
    const [row] = await query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row.n;
  }

  test.each<[string, () => Promise<{ id: string; url: string }[]>, Write, Write]>([
    [
      'selecting a server and deleting it',
      servers,
      ({ url }) => api.admin.put(SETTINGS, { mail_server_url: url, fallback_mail_server_urls: [] }),
      ({ id }) => api.admin.delete(`${MAIL_SERVERS}/${id}`),
    ],
    [
      'falling back on a server and deleting it',
      servers,
      ({ url }) => api.admin.put(SETTINGS, { mail_server_url: null, fallback_mail_server_urls: [url] }),
      ({ id }) => api.admin.delete(`${MAIL_SERVERS}/${id}`),
    ],
    [
      'selecting a server and changing it',
      servers,
      ({ url }) => api.admin.put(SETTINGS, { mail_server_url: url, fallback_mail_server_urls: [] }),
      ({ id }) => api.admin.patch(`${MAIL_SERVERS}/${id}`, title()),
    ],
    [
      'making a profile the default and changing it',
      profiles,
      ({ url }) => api.admin.put(SETTINGS, { tls_client_profile_default_url: url }),
      ({ id }) => api.admin.patch(`${PROFILES}/${id}`, title()),
    ],
    [
      'making a profile the default and deleting it',
      profiles,
      ({ url }) => api.admin.put(SETTINGS, { tls_client_profile_default_url: url }),
      ({ id }) => api.admin.delete(`${PROFILES}/${id}`),
    ],
    [
      'giving a gateway to new catalogs and deleting it',
      () => many(() => createGateway(api)),
      ({ url }) => api.admin.put(SETTINGS, { gateway_service_default_urls: [url] }),
      ({ id }) => api.admin.delete(`${ZONE}/gateway-services/${id}`),
    ],
    [
      'naming a registry in the settings and deleting it',
      () => many(() => create(api, REGISTRIES, { registry_type: 'lur' })),
      ({ url }) =>
        api.admin.put(`${SETTINGS}/user-registries`, { provider_user_registry_urls: [shippedRegistry, url] }),
      ({ id }) => api.admin.delete(`${REGISTRIES}/${id}`),
    ],
  ])(
    '%s',
    async (_what, make, refer, write) => {
      const made = await make();
      const before = await deadlocks();
      const answers = await race(made, [refer, write]);
      expect(answers.filter(([referred]) => ![200, 400].includes(referred))).toEqual([]);
      expect(answers.filter(([, written]) => ![200, 409].includes(written))).toEqual([]);
      // A deadlock takes a second, after which the session tells its statistics as soon as it is idle.
      expect(await deadlocks()).toBe(before);
    },
    60_000,
  );

  // Last, since one of the commands ends every session.
  describe('and holds nothing while waiting for the settings:', () => {
    const COLLECTIONS = [MAIL_SERVERS, PROFILES, KEYSTORES, TRUSTSTORES, `${ZONE}/gateway-services`, REGISTRIES];
    const made: Record<string, { id: string }> = {};
    beforeAll(async () => {
      const { certificatePem, privateKeyPem } = await (await createAuthority()).issueClient('client');
      const keystore = certificatePem + privateKeyPem;
      made[PROFILES] = await create(api, PROFILES);
      made[MAIL_SERVERS] = await createMailServer(api);
      made[KEYSTORES] = await create(api, KEYSTORES, { keystore });
      made[TRUSTSTORES] = await create(api, TRUSTSTORES, { truststore: certificatePem });
      made[`${ZONE}/gateway-services`] = await createGateway(api);
      made[REGISTRIES] = await create(api, REGISTRIES, { registry_type: 'lur' });
    });
    const itemOf = (path: string) => `${path}/${made[path]?.id}?validate_only=true`;
    const database = () => api.gatepost.context.database;

    const writes: [string, () => PromiseLike<unknown>][] = [
      ...COLLECTIONS.flatMap((path): [string, () => PromiseLike<unknown>][] => [
        [`PATCH ${path}/…`, () => api.admin.patch(itemOf(path), { summary: 'new' })],
        [`DELETE ${path}/…`, () => api.admin.delete(itemOf(path))],
        [`DELETE ${path}`, () => api.admin.delete(`${path}?confirm=admin&validate_only=true`)],
      ]),
      ['reset-admin', () => resetAdministrator(database(), undefined, ADMIN_PASSWORD)],
      ['after-restore', () => settleRestored(database())],
      ['after-restore --outbox drop', () => releaseOutbox(database(), 'drop')],
    ];
    test.each(writes)('%s', async (_what, write) => {
      const runner = database().createQueryRunner();
      await runner.startTransaction();
      await runner.query('SELECT FROM cloud_setting FOR UPDATE');
      const writing = Promise.resolve(write());
      let locked: unknown;
      try {
        await waitUntil(waiting, (count) => count === 1);
        locked = await query(LOCKED_BY_WAITING);
      } finally {
        await runner.commitTransaction();
        await runner.release();
        await writing;
      }
      expect(locked).toEqual([{ table: 'cloud_setting' }]);
    });

    /** Tables that whoever waits has begun to lock rows of, or to write. */
    const LOCKED_BY_WAITING = `
      SELECT DISTINCT c.relname AS table
        FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE a.wait_event_type = 'Lock' AND a.datname = current_database() AND c.relkind = 'r'
         AND l.mode IN ('RowShareLock', 'RowExclusiveLock')`;
  });
});
