import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { verifySignature } from '../mail/dkim-verification.ts';
import { create, createMailServer, KEYSTORES, newTitle, pointersOf, SETTINGS, selectServer } from './builder.ts';
import { createKeystorePem } from './certificate.ts';
import { enrol } from './person.ts';
import { createProviderUser, pathOf } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let sink: Sink;
let keystore: { url: string; certificates: { pem: string }[] };
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  await selectServer(api, (await createMailServer(api, { host: '127.0.0.1', port: sink.port })).url);
  keystore = await create(api, KEYSTORES, { keystore: await createKeystorePem({ kind: 'rsa' }) });
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

const put = (dkim: unknown) => api.admin.put(SETTINGS, { dkim });
const dkimOf = (keystore_url = keystore.url) => ({ domain: 'acme.test', selector: '2026.mail', keystore_url });
const publicKey = () => new X509Certificate(keystore.certificates[0]?.pem ?? '').publicKey;

/** A mail to somebody new, as it arrives. */
async function nextMail() {
  const owner = await createProviderUser(api);
  await api.admin.post('/cloud/orgs', { title: newTitle('org'), owner_url: owner.url }).expect(201);
  return sink.waitFor(({ envelope }) => envelope.to.includes(`${owner.username}@acme.test`));
}

describe('the signing of mail (DKIM)', () => {
  test('is set with domain, selector and keystore, shown, and unset with null', async () => {
    expect((await api.admin.get(SETTINGS).expect(200)).body.dkim).toBeNull();
    expect((await nextMail()).raw).not.toMatch(/^DKIM-Signature/im);
    const { body } = await put(dkimOf()).expect(200);
    expect(body.dkim).toEqual(dkimOf());
    expect((await put(body.dkim).expect(200)).headers.etag).toBe((await api.admin.get(SETTINGS)).headers.etag);
    const { raw } = await nextMail();
    const { tags, isBody, isSigned } = verifySignature(Buffer.from(raw), publicKey());
    expect({ isBody, isSigned }).toEqual({ isBody: true, isSigned: true });
    expect(tags).toMatchObject({ d: 'acme.test', s: '2026.mail' });
    expect((await put(null).expect(200)).body.dkim).toBeNull();
    expect((await nextMail()).raw).not.toMatch(/^DKIM-Signature/im);
  });

  test('signs the mail of the connection test, too', async () => {
    await put(dkimOf()).expect(200);
    const { body: settings } = await api.admin.get(SETTINGS).expect(200);
    const recipients = ['tester@acme.test'];
    await api.admin.post(`${pathOf(settings.mail_server_url)}/test-connection`, { recipients }).expect(204);
    const { raw } = await sink.waitFor(({ envelope }) => envelope.to.includes('tester@acme.test'));
    expect(verifySignature(Buffer.from(raw), publicKey())).toMatchObject({ isBody: true, isSigned: true });
  });

  test('keeps its keystore from being deleted, and from getting a key that signs nothing', async () => {
    await put(dkimOf()).expect(200);
    const { body } = await api.admin.delete(pathOf(keystore.url)).expect(409);
    expect(body).toMatchObject({ code: 'in_use', errors: ['the cloud settings (DKIM)'] });
    const other = { keystore: await createKeystorePem() };
    const refused = await api.admin.patch(pathOf(keystore.url), other).expect(400);
    expect(refused.body.violations).toEqual([
      {
        pointer: '/keystore',
        message:
          'must hold an RSA key of 1024 to 4096 bits, by which mail is signed (DKIM), and holds a key of the kind ec',
      },
    ]);
    const renewed = { keystore: await createKeystorePem({ kind: 'rsa' }) };
    keystore = (await api.admin.patch(pathOf(keystore.url), renewed).expect(200)).body;
    const { raw } = await nextMail();
    expect(verifySignature(Buffer.from(raw), publicKey()).isSigned).toBe(true);
    const unused = await create(api, KEYSTORES, renewed);
    await api.admin.delete(pathOf(unused.url)).expect(200);
  });

  test('is refused where it could not work', async () => {
    const ec = await create(api, KEYSTORES, { keystore: await createKeystorePem() });
    for (const [wrong, pointer] of [
      [dkimOf(ec.url), '/dkim/keystore_url'],
      [dkimOf(`/api${KEYSTORES}/nothing`), '/dkim/keystore_url'],
      [{ ...dkimOf(), domain: '10.0.0.1' }, '/dkim/domain'],
      [{ ...dkimOf(), domain: 'a b' }, '/dkim/domain'],
      [{ ...dkimOf(), selector: 'a; d=evil.test' }, '/dkim/selector'],
      [{ ...dkimOf(), selector: '' }, '/dkim/selector'],
      [{ domain: 'acme.test' }, '/dkim/selector'],
      [{ ...dkimOf(), key: 'x' }, '/dkim/key'],
    ] as const) {
      expect(pointersOf((await put(wrong).expect(400)).body)).toContain(pointer);
    }
  });

  test('is a mail field: whoever manages settings may change it, others may not', async () => {
    const keeper = api.as((await enrol(api, 'topology-administrator')).token);
    await keeper.put(SETTINGS, { dkim: dkimOf() }).expect(200);
    await api
      .as((await enrol(api, 'viewer')).token)
      .put(SETTINGS, { dkim: null })
      .expect(403);
  });

  test('keeps mail waiting, and says why, while its key cannot be read', async () => {
    await put(dkimOf()).expect(200);
    const { database } = api.gatepost.context;
    const [{ private_key: kept }] = await database.query('SELECT private_key FROM keystore WHERE id = $1', [
      keystore.url.split('/').at(-1),
    ]);
    const setKey = (key: Buffer) =>
      database.query('UPDATE keystore SET private_key = $2 WHERE id = $1', [keystore.url.split('/').at(-1), key]);
    await setKey(Buffer.alloc(kept.length, 1));
    const owner = await createProviderUser(api);
    await api.admin.post('/cloud/orgs', { title: newTitle('org'), owner_url: owner.url }).expect(201);
    const recipient = `${owner.username}@acme.test`;
    await waitUntil(
      () => database.query('SELECT last_response AS words FROM delivery WHERE recipient = $1', [recipient]),
      ([row]: { words: string | null }[]) => /can no longer be decrypted/.test(row?.words ?? ''),
    );
    await setKey(kept);
    // Storing it anew is what an administrator does: whatever waits is tried at once.
    await put(null).expect(200);
    await sink.waitFor(({ envelope }) => envelope.to.includes(recipient));
  });
});
