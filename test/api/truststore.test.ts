import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSink } from '../../lab/sink.ts';
import { type Authority, createAuthority } from '../../toolbox/certificate-authority.ts';
import { create, createMailServer, MAIL_SERVERS, newTitle, PROFILES, pointersOf, TRUSTSTORES } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let authority: Authority;
let stranger: Authority;
beforeAll(async () => {
  api = await startApi();
  authority = await createAuthority();
  stranger = await createAuthority('Strange CA');
});
afterAll(() => api.stop());

const post = (truststore: unknown) => api.admin.post(TRUSTSTORES, { title: newTitle('truststore'), truststore });

describe('a truststore', () => {
  test('comes back as it was sent, with its certificates described', async () => {
    const bundle = `# our authorities\n${authority.certificatePem}\n${stranger.certificatePem}`;
    const { body } = await post(bundle).expect(201);
    expect(body.truststore).toBe(bundle);
    const subjects = body.certificates.map(({ subject }: { subject: string }) => subject);
    expect(subjects).toEqual(['CN=Laboratory CA', 'CN=Strange CA']);
  });

  test('refuses what is no bundle of certificates, and says why', async () => {
    for (const [text, why] of [
      ['no PEM at all', 'is not PEM'],
      [authority.certificatePem + authority.privateKeyPem, 'holds a private key'],
      [authority.certificatePem.replace(/\n.{20}/, '\n!!!!'), 'certificate 1 cannot be read'],
      ['-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----', 'X509 CRL'],
    ] as const) {
      const { body } = await post(text).expect(400);
      expect(body.violations).toEqual([{ pointer: '/truststore', message: expect.stringContaining(why) }]);
    }
    expect(pointersOf((await post(null).expect(400)).body)).toEqual(['/truststore']);
  });

  test('that a profile uses cannot be deleted: 409 names the profile', async () => {
    const { body: made } = await post(authority.certificatePem).expect(201);
    const profile = await create(api, PROFILES, { truststore_url: made.url });
    const { body } = await api.admin.delete(`${TRUSTSTORES}/${made.id}`).expect(409);
    expect(body.errors).toEqual([`tls client profile "${profile.name}:1.0.0"`]);
  });

  test('whose content is replaced in place reaches the email server that uses it at once', async () => {
    const certificate = await authority.issueServer(['127.0.0.1']);
    const sink = await startSink({ security: 'starttls', certificate });
    const { body: made } = await post(stranger.certificatePem).expect(201);
    const profile = await create(api, PROFILES, { truststore_url: made.url });
    const fields = { host: '127.0.0.1', port: sink.port, secure: true, tls_client_profile_url: profile.url };
    const test = `${MAIL_SERVERS}/${(await createMailServer(api, fields)).id}/test-connection`;
    const { body } = await api.admin.post(test, {}).expect(400);
    expect(body.message[0]).toContain('at the stage tls');
    await api.admin.patch(`${TRUSTSTORES}/${made.id}`, { truststore: authority.certificatePem }).expect(200);
    await api.admin.post(test, {}).expect(204);
    await sink.stop();
  });
});
