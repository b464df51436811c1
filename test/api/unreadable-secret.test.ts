import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mailRoute } from '../../api/resources/email/mail-route.ts';
import { createCipher } from '../../api/secrets/encryption.ts';
import { secretColumns } from '../../api/secrets/rotation.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { create, createMailServer, KEYSTORES, MAIL_SERVERS, mailServer, newTitle, selectServer } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

const REGISTRATIONS = '/cloud/registrations';

let api: TestApi;
let pem: string;
beforeAll(async () => {
  api = await startApi();
  const { certificatePem, privateKeyPem } = await (await createAuthority()).issueClient('client');
  pem = certificatePem + privateKeyPem;
});
afterAll(() => api.stop());

const query = (sql: string, values: unknown[]) => api.gatepost.context.database.query(sql, values);

/** How the secret of an object got lost. */
const LOSSES = {
  'of another row': async (table: string, column: string, id: string) => {
    const other = `(SELECT "${column}" FROM "${table}" WHERE id <> $1 AND "${column}" IS NOT NULL LIMIT 1)`;
    await query(`UPDATE "${table}" SET "${column}" = ${other} WHERE id = $1`, [id]);
  },
  'of another key': async (table: string, column: string, id: string) => {
    const sealed = createCipher(randomBytes(32)).encrypt('lost', { table, column, row: id });
    await query(`UPDATE "${table}" SET "${column}" = $2 WHERE id = $1`, [id, sealed]);
  },
  'that is no ciphertext at all': async (table: string, column: string, id: string) => {
    await query(`UPDATE "${table}" SET "${column}" = '\\x00' WHERE id = $1`, [id]);
  },
};
type Loss = keyof typeof LOSSES;

const credentials = (password: string) => ({ credentials: { username: 'relay', password } });

const oauth2 = (secret: object) => ({
  credentials: {
    username: 'relay',
    auth: { type: 'oauth2', client_id: 'gatepost', token_url: 'https://login.acme.test/token', ...secret },
  },
});

/** Every kind of object that keeps a secret: where it is, how it comes to be, and what gives it a new one. */
const KINDS = {
  'email_server.password': {
    path: MAIL_SERVERS,
    make: () => createMailServer(api, credentials('first')),
    renewal: () => credentials('second'),
  },
  'email_server.oauth2_client_secret': {
    path: MAIL_SERVERS,
    make: () => createMailServer(api, oauth2({ client_secret: 'first' })),
    renewal: () => oauth2({ client_secret: 'second' }),
  },
  'email_server.oauth2_refresh_token': {
    path: MAIL_SERVERS,
    make: () => createMailServer(api, oauth2({ refresh_token: 'first' })),
    renewal: () => oauth2({ refresh_token: 'second' }),
  },
  'keystore.private_key': {
    path: KEYSTORES,
    make: () => create(api, KEYSTORES, { keystore: pem }),
    renewal: () => ({ keystore: pem }),
  },
  'registration.client_secret': {
    path: REGISTRATIONS,
    make: () => create(api, REGISTRATIONS, { client_type: 'toolkit' }),
    renewal: () => ({ client_secret: 'a new secret' }),
  },
};
type Kind = keyof typeof KINDS;
const CASES = Object.keys(KINDS).flatMap((kind) => Object.keys(LOSSES).map((loss) => [kind, loss] as [Kind, Loss]));

async function lose(kind: Kind, loss: Loss, id: string): Promise<void> {
  const [table = '', column = ''] = kind.split('.');
  await LOSSES[loss](table, column, id);
}

describe('a secret that cannot be decrypted', () => {
  test('stands in a column that is known here', () => {
    // Tokens that cannot be read are asked for again.
    const tokens = ['mail_access_token.access_token', 'mail_access_token.refresh_token'];
    const known = [...Object.keys(KINDS), ...tokens, 'delivery.variables', 'idempotent_request.answer'];
    const all = secretColumns(api.gatepost.context.database).map(({ table, column }) => `${table}.${column}`);
    // Those of the installation itself: without them nothing starts, which says so.
    expect(all.filter((each) => !each.startsWith('installation.')).sort()).toEqual(known.sort());
  });

  test.each(CASES)('in %s, %s, makes one object unreadable and no list', async (kind, loss) => {
    const { path, make, renewal } = KINDS[kind];
    const [lost, other] = [await make(), await make()];
    await lose(kind, loss, lost.id);
    // Rows of older versions have no fingerprint kept.
    if (kind === 'email_server.password')
      await query('UPDATE email_server SET password_fingerprint = NULL WHERE id = $1', [lost.id]);
    const { body: list } = await api.admin.get(path).expect(200);
    const find = (id: string) => list.results.find((each: { id: string }) => each.id === id);
    expect(find(lost.id).unreadable).toBe(true);
    expect(find(other.id).unreadable).toBe(false);
    expect((await api.admin.get(`${path}/${lost.id}`).expect(200)).body.unreadable).toBe(true);
    await api.admin.patch(`${path}/${lost.id}`, { summary: 'still there' }).expect(200);
    const { body: mended } = await api.admin.patch(`${path}/${lost.id}`, renewal()).expect(200);
    expect(mended.unreadable).toBe(false);
    await lose(kind, loss, lost.id);
    await api.admin.delete(`${path}/${lost.id}`).expect(200);
  });

  test('has no fingerprint, so that a plan sees that it must be sent again', async () => {
    const server = await createMailServer(api, credentials('first'));
    const keystore = await create(api, KEYSTORES, { keystore: pem });
    const client = await create(api, REGISTRATIONS, { client_type: 'toolkit' });
    await lose('email_server.password', 'of another key', server.id);
    await lose('keystore.private_key', 'of another key', keystore.id);
    await lose('registration.client_secret', 'of another key', client.id);
    expect((await api.admin.get(`${MAIL_SERVERS}/${server.id}`)).body.password_fingerprint).toBeNull();
    expect((await api.admin.get(`${KEYSTORES}/${keystore.id}`)).body.private_key_fingerprint).toBeNull();
    expect((await api.admin.get(`${REGISTRATIONS}/${client.id}`)).body.client_secret_fingerprint).toBeNull();
  });

  test('is told by whatever needs it, in words that help', async () => {
    const server = await createMailServer(api, credentials('first'));
    await lose('email_server.password', 'of another key', server.id);
    const { body } = await api.admin.post(`${MAIL_SERVERS}/${server.id}/test-connection`, {}).expect(409);
    expect(body).toMatchObject({ code: 'secret_unreadable' });
    expect(body.message[0]).toMatch(/email_server\.password of .*GATEPOST_ENCRYPTION_KEY_PREVIOUS/);
  });

  test('of a client lets nobody sign in, and is 401 like a wrong one', async () => {
    const client = await create(api, REGISTRATIONS, { client_type: 'toolkit', scopes: ['cloud/view'] });
    await lose('registration.client_secret', 'of another key', client.id);
    const { client_id, client_secret } = client;
    await api.as().post('/token', { grant_type: 'client_credentials', client_id, client_secret }).expect(401);
  });

  test('of the toolkit leaves its credentials legible but for the secret', async () => {
    const { body: toolkit } = await api.admin.get(`${REGISTRATIONS}/toolkit`).expect(200);
    await lose('registration.client_secret', 'of another key', toolkit.id);
    const { body } = await api.admin.get('/cloud/settings/toolkit-credentials').expect(200);
    expect(body.toolkit).toMatchObject({ client_id: 'toolkit', client_secret: null });
    await api.admin.patch(`${REGISTRATIONS}/toolkit`, { client_secret: 'toolkit' }).expect(200);
  });

  test('of a kept answer repeats nothing: 409 rather than a second object', async () => {
    const [key, body] = [randomUUID(), mailServer()];
    const post = () => api.admin.post(MAIL_SERVERS, body).set('Idempotency-Key', key);
    await post().expect(201);
    const [{ id }] = await query('SELECT id FROM idempotent_request WHERE key = $1', [key]);
    await LOSSES['of another key']('idempotent_request', 'answer', id);
    expect((await post().expect(409)).body.code).toBe('secret_unreadable');
  });

  test('of a selected server lets mail leave through the fallback', async () => {
    const [lost, fallback] = [await createMailServer(api, credentials('first')), await createMailServer(api)];
    await selectServer(api, lost.url);
    await api.admin.put('/cloud/settings', { fallback_mail_server_urls: [fallback.url] }).expect(200);
    await lose('email_server.password', 'of another key', lost.id);

    const { cipher, config, database } = api.gatepost.context;
    const route = await mailRoute({ manager: database.manager, cipher, config });
    expect(route?.servers.map(({ name }) => name)).toEqual([fallback.name]);
    await api.admin.put('/cloud/settings', { mail_server_url: null, fallback_mail_server_urls: [] }).expect(200);
  });

  test('of a waiting mail leaves the list of deliveries alone', async () => {
    const server = await createMailServer(api, { host: '127.0.0.1', port: 1 });
    await selectServer(api, server.url);
    await api.admin.post('/cloud/org-invitations', { email: `${newTitle('ann')}@acme.test` }).expect(201);
    const [{ id }] = await query('SELECT id FROM delivery LIMIT 1', []);
    await LOSSES['of another key']('delivery', 'variables', id);
    await api.admin.get('/cloud/deliveries').expect(200);
    await selectServer(api, null);
  });
});
