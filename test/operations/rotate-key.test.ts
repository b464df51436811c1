import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { rotateKeyCommand } from '../../api/cli/rotate-key.ts';
import { readConfig } from '../../api/config.ts';
import { createLog } from '../../api/operations/log.ts';
import { createCipher } from '../../api/secrets/encryption.ts';
import { countOutdated, rotateKey, secretColumns } from '../../api/secrets/rotation.ts';
import { type Gatepost, start } from '../../api/start.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { KEYSTORES, MAIL_SERVERS, mailServer, SETTINGS } from '../api/builder.ts';
import { ADMIN_PASSWORD, signIn } from '../api/start-api.ts';
import { createTestDatabase, type TestDatabase } from '../set-up/test-database.ts';
import { commandCall } from './command-call.ts';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];

let database: TestDatabase;
let sink: Sink;
let running: Gatepost;
beforeAll(async () => {
  database = await createTestDatabase();
  sink = await startSink({ security: 'plain', login: { username: 'relay', password: 'kept through it all' } });
  running = await startWith(oldKey);
});
afterAll(async () => {
  await running.stop();
  await database.drop();
  await sink.stop();
});

function configWith(key: Buffer, previous: Buffer[]) {
  const env = {
    GATEPOST_PORT: '0',
    GATEPOST_LOG_LEVEL: 'silent',
    GATEPOST_DATABASE_URL: database.url,
    GATEPOST_ENCRYPTION_KEY: key.toString('base64'),
    GATEPOST_ENCRYPTION_KEY_PREVIOUS: previous.map((each) => each.toString('base64')).join(','),
  };
  return readConfig(env, () => '');
}

function startWith(key: Buffer, ...previous: Buffer[]): Promise<Gatepost> {
  const config = configWith(key, previous);
  const log = createLog(config.logLevel);
  return start({
    config,
    databaseUrl: database.url,
    encryptionKey: key,
    log,
    adminPassword: async () => ADMIN_PASSWORD,
  });
}

async function rotate(key: Buffer, ...previous: Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  await rotateKeyCommand.run(commandCall({ config: configWith(key, previous), say }));
  return lines;
}

async function send(method: 'get' | 'post' | 'put', path: string, body?: object, key?: string) {
  const token = await signIn(running.url, 'admin', ADMIN_PASSWORD);
  const request = supertest(running.url)[method](`/api${path}`).set('Authorization', `Bearer ${token}`);
  if (key) request.set('Idempotency-Key', key);
  const response = await (body ? request.send(body) : request);
  if (response.status >= 400) throw new Error(response.text);
  return response.body;
}

test('every binary column of the schema is known to the rotation', async () => {
  const rows: { table: string; column: string }[] = await running.context.database.query(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'bytea'`,
  );
  const names = (columns: typeof rows) => columns.map(({ table, column }) => `${table}.${column}`).sort();
  expect(names(secretColumns(running.context.database))).toEqual(names(rows));
  expect(names(rows)).toEqual(
    expect.arrayContaining(['email_server.password', 'keystore.private_key', 'installation.fingerprint_key']),
  );
});

describe('gatepost rotate-key', () => {
  const key = randomUUID();
  const credentials = { username: 'relay', password: 'kept through it all' };
  const server = mailServer({ host: '127.0.0.1', credentials });
  let created: Record<string, string>;
  let keystore: Record<string, string>;
  let fingerprintKey: string;

  test('writes every secret anew while the API runs and writes', async () => {
    const authority = await createAuthority();
    const { certificatePem, privateKeyPem } = await authority.issueServer(['localhost']);
    created = await send('post', MAIL_SERVERS, { ...server, port: sink.port }, key);
    keystore = await send('post', KEYSTORES, { title: 'Store', keystore: certificatePem + privateKeyPem });
    await send('post', '/cloud/orgs', await provider('Held'));
    await running.stop();
    running = await startWith(newKey, oldKey);
    fingerprintKey = await readFingerprintKey();

    let isRotating = true;
    const writing = (async () => {
      while (isRotating) await send('post', MAIL_SERVERS, mailServer({ credentials }), randomUUID());
    })();
    const lines = await rotate(newKey, oldKey);
    isRotating = false;
    await writing;

    for (const column of ['email_server.password', 'keystore.private_key', 'registration.client_secret']) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${column}: [1-9]\\d* written anew$`)));
    }
    for (const column of ['delivery.variables', 'idempotent_request.answer', 'installation.key_check']) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${column}: [1-9]\\d* written anew$`)));
    }
    expect(lines.at(-1)).toBe('Every secret is written with the current key.');
    expect(await countOutdated(running.context.database, createCipher(newKey))).toBe(0);
  });

  test('leaves everything readable with the new key alone', async () => {
    await running.stop();
    running = await startWith(newKey);
    const now = await send('get', `${MAIL_SERVERS}/${created.id}`);
    expect(now).toEqual({ ...created, url: now.url, org_url: now.org_url });
    expect(await readFingerprintKey()).toBe(fingerprintKey);
    const store = await send('get', `${KEYSTORES}/${keystore.id}`);
    expect(store.private_key_fingerprint).toBe(keystore.private_key_fingerprint);
    const again = await send('post', MAIL_SERVERS, { ...server, port: sink.port }, key);
    expect(again.id).toBe(created.id);
    const login = { grant_type: 'password', username: 'admin', password: ADMIN_PASSWORD };
    const client = { client_id: 'toolkit', client_secret: 'toolkit' };
    await supertest(running.url)
      .post('/api/token')
      .send({ ...login, ...client })
      .expect(200);
    await send('put', SETTINGS, { mail_server_url: now.url });
    await sink.waitFor(({ envelope }) => envelope.to.includes('held@acme.test'));
  });

  test('can be run twice, and leaves versions and the audit as they are then', async () => {
    const events = async () => send('get', '/cloud/audit-events?action=rotate-key');
    const { version, ...before } = await rowOf(created.id ?? '');
    const lines = await rotate(newKey, oldKey);
    expect(lines).not.toContainEqual(expect.stringMatching(/: [1-9]/));
    expect(await rowOf(created.id ?? '')).toEqual({ version, ...before });
    expect(version).toBe(1);
    expect((await events()).results).toMatchObject([{ caller: { kind: 'system' }, request: 'gatepost rotate-key' }]);
  });

  test('that was broken off goes on where it was', async () => {
    const third = randomBytes(32);
    const { database: connection } = running.context;
    let columns = 0;
    const breakOff = () => {
      columns += 1;
      if (columns === 2) throw new Error('broken off');
    };
    await expect(rotateKey(connection, createCipher(third, [newKey]), breakOff)).rejects.toThrow('broken off');
    const left = await countOutdated(connection, createCipher(third));
    const done = await countOutdated(connection, createCipher(newKey));
    expect([left > 0, done > 0]).toEqual([true, true]);
    await rotate(third, newKey);
    expect(await countOutdated(connection, createCipher(third))).toBe(0);
    await rotate(newKey, third);
    expect(await countOutdated(connection, createCipher(newKey))).toBe(0);
  });

  test('names what no given key reads, and a start with another key is refused', async () => {
    await expect(rotate(randomBytes(32))).rejects.toThrow('not the one this database was written with');
    await expect(startWith(oldKey)).rejects.toThrow('not the one this database was written with');
    const id = randomUUID();
    const foreign = createCipher(randomBytes(32)).encrypt('x', { table: 'keystore', column: 'private_key', row: id });
    await running.context.database.query(
      `INSERT INTO keystore (id, org_id, created_at, updated_at, name, title, certificates, private_key)
       VALUES ($1, $2, now(), now(), 'foreign', 'Foreign', '', $3)`,
      [id, running.context.adminOrgId, foreign],
    );
    await expect(rotate(newKey)).rejects.toThrow(`keystore.private_key ${id}`);
  });
});

async function provider(title: string) {
  const registry = '/user-registries/admin/api-manager-lur/users';
  const user = await send('post', registry, { username: 'held', email: 'held@acme.test', password: 'long enough' });
  return { title, owner_url: user.url, org_type: 'provider' };
}

async function readFingerprintKey(): Promise<string> {
  const { database: connection, cipher } = running.context;
  const [row] = await connection.query('SELECT id, fingerprint_key FROM installation');
  return cipher.decrypt(row.fingerprint_key, { table: 'installation', column: 'fingerprint_key', row: row.id });
}

async function rowOf(id: string): Promise<Record<string, unknown>> {
  const [row] = await running.context.database.query('SELECT * FROM email_server WHERE id = $1', [id]);
  return row;
}
