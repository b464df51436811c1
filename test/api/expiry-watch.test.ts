import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { keepHouse } from '../../api/housekeeping.ts';
import { create, KEYSTORES, newTitle, PROFILES, SETTINGS, TRUSTSTORES } from './builder.ts';
import { createCertificate, createKeystorePem } from './certificate.ts';
import { enrol } from './person.ts';
import { createGateway, pathOf } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(() => query('DELETE FROM delivery'));

const query = (sql: string, values: unknown[] = []) => api.gatepost.context.database.query(sql, values);
const keepOnce = () => keepHouse(api.gatepost.context);

/** To whom mails were written that tell of an end, as often as they were. */
async function told(): Promise<string[]> {
  const sql = `SELECT recipient FROM delivery WHERE template = 'certificate-expires-soon' ORDER BY recipient`;
  return (await query(sql)).map(({ recipient }: { recipient: string }) => recipient);
}

const newKeystore = async (days: number) =>
  create(api, KEYSTORES, { keystore: await createKeystorePem({ days, kind: 'rsa' }) });

/** A keystore that an email server uses, over a profile. */
async function usedKeystore(days: number) {
  const keystore = await newKeystore(days);
  const profile = await create(api, PROFILES, { keystore_url: keystore.url });
  const server = { host: 'smtp.acme.test', port: 465, secure: true, tls_client_profile_url: profile.url };
  await create(api, '/orgs/admin/mail-servers', server);
  return { keystore, profile };
}

/** Some days later, as far as certificates go. */
async function pass(days: number): Promise<void> {
  for (const store of ['keystore', 'truststore']) {
    await query(
      `UPDATE ${store} SET first_not_after = first_not_after - $1 * interval '1 day',
              last_not_after = last_not_after - $1 * interval '1 day',
              certificate_views = (SELECT jsonb_agg(c || jsonb_build_object('not_after',
                to_char(((c ->> 'not_after')::timestamptz - $1 * interval '1 day') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
                  FROM jsonb_array_elements(certificate_views) c)`,
      [days],
    );
  }
}

const forgetStores = async () => {
  await query('DELETE FROM email_server');
  await query('UPDATE cloud_setting SET dkim_domain = NULL, dkim_selector = NULL, dkim_keystore_id = NULL');
  await query('DELETE FROM gateway_service');
  await query('DELETE FROM portal_service');
  await query('DELETE FROM tls_client_profile WHERE NOT is_shipped');
  await query('DELETE FROM tls_server_profile WHERE NOT is_shipped');
  await query('DELETE FROM keystore');
  await query('DELETE FROM truststore');
  await query('DELETE FROM certificate_notice');
};

describe('of a certificate in use', () => {
  beforeEach(forgetStores);

  test('administrators are told 30, 14, 7 and 1 days before it ends, each time once', async () => {
    const { username } = await enrol(api, 'administrator');
    await enrol(api, 'viewer');
    const administrators = ['admin@localhost', `${username}@acme.test`].sort();
    await usedKeystore(31.5);
    const counts: number[] = [];
    for (const days of [0, 1, 1, 15, 1, 7, 5, 1, 1]) {
      await pass(days);
      await keepOnce();
      await keepOnce();
      counts.push((await told()).length);
    }
    // Left: 31.5, 30.5, 29.5, 14.5, 13.5, 6.5, 1.5, 0.5, and it has ended.
    expect(counts).toEqual([0, 0, 2, 2, 4, 6, 6, 8, 8]);
    expect([...new Set(await told())]).toEqual(administrators);
    await query('DELETE FROM member WHERE user_id IN (SELECT id FROM "user" WHERE username = $1)', [username]);
  });

  test('that is about to end when it comes into use they are told once, of the next of these days', async () => {
    await usedKeystore(5);
    await keepOnce();
    expect(await told()).toHaveLength(1);
    const [{ days }] = await query('SELECT days FROM certificate_notice');
    expect(days).toBe(7);
    await pass(4.5);
    await keepOnce();
    expect(await told()).toHaveLength(2);
  });

  test('several processes tell of it once', async () => {
    for (let count = 0; count < 3; count += 1) await usedKeystore(3);
    await Promise.all([keepOnce(), keepOnce(), keepOnce(), keepOnce()]);
    expect(await told()).toHaveLength(3);
  });

  test('a new one is told of anew', async () => {
    const { keystore } = await usedKeystore(5);
    await keepOnce();
    await api.admin.patch(pathOf(keystore.url), { keystore: await createKeystorePem({ days: 6 }) }).expect(200);
    await keepOnce();
    expect(await told()).toHaveLength(2);
    await api.admin.patch(pathOf(keystore.url), { keystore: await createKeystorePem({ days: 300 }) }).expect(200);
    await keepOnce();
    expect(await told()).toHaveLength(2);
    expect((await api.admin.get(pathOf(keystore.url)).expect(200)).body.expires_soon).toBe(false);
  });

  test.each([
    ['one that nobody uses', () => newKeystore(5), 0],
    [
      'one of a profile that nobody uses',
      async () => create(api, PROFILES, { keystore_url: (await newKeystore(5)).url }),
      0,
    ],
    ['one that has ended', () => usedKeystore(-5), 0],
    [
      'one that signs mail',
      async () => {
        const keystore_url = (await newKeystore(5)).url;
        await api.admin.put(SETTINGS, { dkim: { domain: 'acme.test', selector: 'a', keystore_url } }).expect(200);
      },
      1,
    ],
    [
      'one that a gateway presents',
      async () => {
        const profile = await create(api, '/orgs/admin/tls-server-profiles', {
          keystore_url: (await newKeystore(5)).url,
        });
        await createGateway(api, { sni: [{ host: '*', tls_server_profile_url: profile.url }] });
      },
      1,
    ],
    [
      'an authority that a portal is trusted by, of several',
      async () => {
        const all = await Promise.all([-5, 5, 300].map((days) => createCertificate({ days })));
        const { url } = await create(api, TRUSTSTORES, { truststore: all.map((each) => each.certificatePem).join('') });
        const profile = await create(api, PROFILES, { truststore_url: url });
        await query(
          `INSERT INTO portal_service (id, org_id, created_at, updated_at, name, title, availability_zone_id, endpoint,
             web_endpoint_base, endpoint_tls_client_profile_id, visibility)
           SELECT gen_random_uuid(), org_id, now(), now(), $1, $1, id, 'https://a.test', 'https://b.test', $2, '{"type":"public"}'
             FROM availability_zone`,
          [newTitle('portal'), profile.id],
        );
      },
      1,
    ],
  ])('%s is told of as it should', async (_words, make: () => Promise<unknown>, count) => {
    await make();
    await keepOnce();
    expect(await told()).toHaveLength(count);
  });

  test('the mail says which, where, by whom it is used and how long it lasts', async () => {
    const { keystore, profile } = await usedKeystore(5);
    await keepOnce();
    const [delivery] = await query('SELECT * FROM delivery');
    const place = { table: 'delivery', column: 'variables', row: delivery.id };
    const variables = JSON.parse(api.gatepost.context.cipher.decrypt(delivery.variables, place));
    expect(variables).toMatchObject({
      username: 'admin',
      subject: 'CN=test',
      store: `keystore "${keystore.name}"`,
      used_by: `tls client profile "${profile.name}:1.0.0"`,
      remaining: '7 days',
    });
    expect(variables.ends_at).toBe(`${keystore.certificates[0].not_after.slice(0, 16).replace('T', ' ')} UTC`);
    const { body } = await api.admin.get(`/cloud/deliveries/${delivery.id}`).expect(200);
    expect(body.cause).toEqual({ type: 'keystore', id: keystore.id });
  });

  test('stores of an older version, that do not say when they end, are read once', async () => {
    await usedKeystore(5);
    await create(api, TRUSTSTORES, { truststore: (await createCertificate()).certificatePem });
    await query('UPDATE keystore SET certificate_views = NULL, first_not_after = NULL, last_not_after = NULL');
    await query(`UPDATE truststore SET truststore = 'broken', first_not_after = NULL, last_not_after = NULL`);
    await keepOnce();
    expect(await told()).toHaveLength(1);
    const [{ count }] = await query(
      `SELECT (SELECT count(*) FROM keystore WHERE first_not_after IS NULL) + (SELECT count(*) FROM truststore WHERE first_not_after IS NULL) AS count`,
    );
    expect(count).toBe('0');
  });

  test('what was told is forgotten once it has ended', async () => {
    await usedKeystore(1.5);
    await keepOnce();
    await query(`UPDATE certificate_notice SET ends_at = now() - interval '1 second'`);
    await query('DELETE FROM email_server');
    await keepOnce();
    expect(await query('SELECT 1 FROM certificate_notice')).toEqual([]);
  });
});

describe('the API shows', () => {
  beforeEach(forgetStores);

  test('whether certificates of stores and profiles end within 30 days', async () => {
    const shown = async (path: string) => (await api.admin.get(path).expect(200)).body.expires_soon;
    for (const [days, expected] of [
      [31, false],
      [29, true],
      [-1, true],
    ] as const) {
      const keystore = await newKeystore(days);
      const { certificatePem: truststore } = await createCertificate({ days });
      const trusted = await create(api, TRUSTSTORES, { truststore });
      const client = await create(api, PROFILES, { keystore_url: keystore.url });
      const trusting = await create(api, PROFILES, { truststore_url: trusted.url });
      const server = await create(api, '/orgs/admin/tls-server-profiles', { keystore_url: keystore.url });
      for (const { url } of [keystore, trusted, client, trusting, server])
        expect(await shown(pathOf(url))).toBe(expected);
      expect(keystore.expires_soon).toBe(expected);
    }
    expect((await create(api, PROFILES)).expires_soon).toBe(false);
    const { body } = await api.admin.get(`${KEYSTORES}?fields=name,expires_soon`).expect(200);
    expect(body.results.map(({ expires_soon: is }: { expires_soon: boolean }) => is)).toEqual([false, true, true]);
  });

  test('in its metrics how many days the certificates in use last', async () => {
    const { keystore } = await usedKeystore(10.5);
    await newKeystore(3);
    const gauge = /gatepost_certificate_days_left\{([^}]*)\} (\S+)/g;
    const { text } = await supertest(api.url).get('/metrics').expect(200);
    const shown = [...text.matchAll(gauge)].map(([, labels, value]) => ({
      labels,
      days: Math.round(Number(value) * 10) / 10,
    }));
    expect(shown).toEqual([{ labels: `store_type="keystore",store_id="${keystore.id}"`, days: 10.5 }]);
  });
});
