import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import type { ReadApi } from '../../api/as-code.ts';
import { codeWriter } from '../../cli/code-writer.ts';
import { unpack } from '../../lab/unpacking.ts';
import { create, createMailServer, KEYSTORES, PROFILES } from '../api/builder.ts';
import { createKeystorePem } from '../api/certificate.ts';
import { enrol } from '../api/person.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { codeAt } from './code.ts';
import { createVisitor, formTokenOf, type Visitor } from './visitor.ts';

const PROVIDER = 'Terraform/1.11.0 (+https://www.terraform.io) terraform-provider-gatepost/0.1.0';

let api: TestApi;
let visitor: Visitor;
beforeAll(async () => {
  api = await startApi({}, { codeWriter });
  visitor = createVisitor(api.url);
  await visitor.signIn();
});
afterAll(() => api.stop());

async function createByTerraform(path: string, body: object) {
  const request = supertest(api.url).post(`/api${path}`).set('Authorization', `Bearer ${api.token}`);
  return (await request.set('User-Agent', PROVIDER).send(body).expect(201)).body;
}

describe('an object as code', () => {
  test('is HCL with its import block, and what it names is named as a resource; what ships is found', async () => {
    const keystore = await create(api, KEYSTORES, { title: 'Our key', keystore: await createKeystorePem() });
    const profile = await create(api, PROFILES, { title: 'To relays', keystore_url: keystore.url });
    const { hcl } = await codeAt(visitor, `/cloud/tls-client-profiles/${profile.id}`);
    expect(hcl).toContain('resource "gatepost_tls_client_profile" "to_relays" {');
    expect(hcl).toContain('keystore_id = gatepost_keystore.our_key.id');
    expect(hcl).toContain(`import {\n  to = gatepost_tls_client_profile.to_relays\n  id = "${profile.id}"\n}`);
    const shipped = await api.admin.get(`${PROFILES}/tls-client-profile-default/1.0.0`).expect(200);
    const found = await codeAt(visitor, `/cloud/tls-client-profiles/${shipped.body.id}`);
    expect(found.hcl).toMatch(/^data "gatepost_tls_client_profile" "tls_client_profile_default" \{/);
    expect(found.hcl).not.toContain('import {');
  });

  test('is a program of CDKTF, in TypeScript and in Python', async () => {
    const keystore = await create(api, KEYSTORES, { title: 'Second key', keystore: await createKeystorePem() });
    const { typescript, python } = await codeAt(visitor, `/cloud/keystores/${keystore.id}`);
    expect(typescript).toContain("import { Keystore } from '@gatepost/cdktf-provider-gatepost/lib/keystore';");
    expect(typescript).toContain('new Keystore(this, "second_key", {');
    expect(typescript).toContain(`}).importFrom("${keystore.id}");`);
    expect(python).toContain('from cdktf_provider_gatepost.keystore import Keystore');
    expect(python).toContain('Keystore(\n    self,\n    "second_key",\n');
    expect(python).toContain(`).import_from("${keystore.id}")`);
  });

  test('has a variable wherever there is a secret, and no secret', async () => {
    const pem = await createKeystorePem();
    const keystore = await create(api, KEYSTORES, { title: 'Third key', keystore: pem });
    const code = await codeAt(visitor, `/cloud/keystores/${keystore.id}`);
    expect(code.hcl).toContain('variable "keystore_third_key_private_key_pem"');
    expect(code.typescript).toContain('keystoreThirdKeyPrivateKeyPem.stringValue');
    expect(code.python).toContain('keystore_third_key_private_key_pem.string_value');
    expect(code.curl).toContain('jq --arg keystore "$KEYSTORE" \'.keystore = $keystore\'');
    const { html } = await visitor.get(`/cloud/keystores/${keystore.id}`);
    expect(html).not.toContain('PRIVATE KEY');
  });

  test('is a call of curl that makes the same again', async () => {
    const profile = await create(api, PROFILES, { title: "It's $(date) `here`", ciphers: ['TLS_AES_256_GCM_SHA384'] });
    const { curl = '' } = await codeAt(visitor, `/cloud/tls-client-profiles/${profile.id}`);
    expect(curl).toContain('"$GATEPOST_ENDPOINT/api/orgs/');
    const body = /<<'JSON'\n([\s\S]*)\nJSON\n/.exec(curl)?.[1] ?? '';
    const { status, body: again } = await api.admin.post(PROFILES, { ...JSON.parse(body), name: 'made-again' });
    expect(status).toBe(201);
    const { title, protocols, ciphers, visibility } = again;
    expect({ title, protocols, ciphers, visibility }).toEqual({
      title: profile.title,
      protocols: profile.protocols,
      ciphers: profile.ciphers,
      visibility: profile.visibility,
    });
  });

  test('is an invitation of either kind too, from its page', async () => {
    const owner = await create(api, '/cloud/org-invitations', { email: 'owner@acme.test', notify: false });
    const member = await create(api, '/orgs/admin/member-invitations', { email: 'm@acme.test', notify: false });
    const { hcl, typescript, python, curl } = await codeAt(visitor, `/cloud/org-invitations/${owner.id}`);
    expect(hcl).toContain('resource "gatepost_organization_invitation" "owner_acme_test" {');
    expect(hcl).toContain(`import {\n  to = gatepost_organization_invitation.owner_acme_test\n  id = "${owner.id}"\n}`);
    expect(typescript).toContain('new OrganizationInvitation(this, "owner_acme_test", {');
    expect(python).toContain('OrganizationInvitation(\n    self,\n    "owner_acme_test",\n');
    expect(curl).toContain('-X POST "$GATEPOST_ENDPOINT/api/cloud/org-invitations"');
    expect((await codeAt(visitor, `/cloud/member-invitations/${member.id}`)).hcl).toContain(
      'resource "gatepost_member_invitation" "m_acme_test" {',
    );
  });

  test.each([
    '',
    '/',
    '/orgs/admin/keystores/$(reboot)',
    '/orgs/admin/keystores/%00',
    '/nowhere',
    `/${'x'.repeat(5000)}`,
  ])('is refused as a page for what is no object: %#', async (of) => {
    const { status, html } = await visitor.get(`/cloud/as-code?${new URLSearchParams({ of })}`);
    expect(status).toBe(of.endsWith('%00') ? 400 : 404);
    expect(html).toContain('<html');
    expect(html).not.toContain('$(reboot)');
  });

  test('says no more than whoever looks may see', async () => {
    await createMailServer(api, { title: 'Unseen' });
    const read = async () => ({ ok: false, status: 403, code: 'forbidden', message: 'Forbidden.' }) as const;
    await expect(codeWriter.writeObject(read, '/orgs/admin/mail-servers/unseen')).rejects.toThrow('Forbidden.');
  });

  test('is null where no kind is', async () => {
    const read = async () => ({ ok: true, body: { id: 'x', name: 'admin' }, etag: null }) as const;
    expect(await codeWriter.writeObject(read, '/cloud/deliveries/x')).toBeNull();
  });
});

/** The same reads as a program elsewhere sends them. */
const overHttp: ReadApi = async (path, query) => {
  const { status, body, headers } = await api.admin.get(`${path}?${new URLSearchParams(query)}`);
  if (status !== 200) return { ok: false, status, code: body.code, message: String(body.message) };
  return { ok: true, body, etag: headers.etag ?? null };
};

/** The files of the archive that the page gives. */
async function exported(): Promise<Map<string, string>> {
  const { html } = await visitor.get('/cloud/export');
  const body = new URLSearchParams({ form_token: formTokenOf(html), action: 'export' });
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${api.url}/cloud/export`, { method: 'POST', body, headers: { cookie } });
  expect(response.headers.get('content-type')).toBe('application/zip');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename=gatepost.zip');
  const parts = await unpack(Buffer.from(await response.arrayBuffer()));
  return new Map(parts.map(({ name, content }) => [name, content.toString()]));
}

describe('everything as code', () => {
  test('is an archive of the files that gatepost export writes, without a secret', async () => {
    await create(api, KEYSTORES, { title: 'Exported key', keystore: await createKeystorePem() });
    const files = await exported();
    expect([...files.keys()]).toEqual(expect.arrayContaining(['imports.tf', 'provider.tf', 'tls.tf', 'variables.tf']));
    expect(files.get('tls.tf')).toContain('resource "gatepost_keystore" "exported_key" {');
    expect([...files.values()].join()).not.toContain('PRIVATE KEY');
    const { files: same } = await codeWriter.writeCloud(overHttp);
    expect(Object.fromEntries(files)).toMatchObject(Object.fromEntries(same));
  });

  test('is refused to whoever may not see everything that is in it, in the words of the API', async () => {
    const { username } = await enrol(api, 'topology-administrator');
    const other = createVisitor(api.url);
    await other.signIn(username, PERSON_PASSWORD);
    const { status, html } = await other.send('/cloud/export', 'export');
    expect(status).toBe(403);
    expect(html).toContain('cloud/provider-org:view');
  });
});

describe('everything of a cloud that is too large for a page', () => {
  test('is refused after so many reads, with the command that has no such bound; then it may be tried again', async () => {
    const writeCloud = async (read: ReadApi) => {
      for (let count = 0; count < 20_000; count += 1) await read('/nowhere', {});
      return { files: new Map(), left: [] };
    };
    const large = await startApi({}, { codeWriter: { ...codeWriter, writeCloud } });
    try {
      const owner = createVisitor(large.url);
      await owner.signIn();
      for (let time = 0; time < 2; time += 1) {
        const { status, html } = await owner.send('/cloud/export', 'export');
        expect(status).toBe(409);
        expect(html).toContain('Run gatepost export');
      }
    } finally {
      await large.stop();
    }
  });
});

describe('what Terraform writes', () => {
  test('is marked in the list and on its page, and a change by hand is warned of', async () => {
    const { id } = await createByTerraform(PROFILES, { title: 'By plan' });
    const own = await create(api, PROFILES, { title: 'By hand' });
    const { html } = await visitor.get('/cloud/tls-client-profiles');
    expect(html.match(/Managed by Terraform/g)).toHaveLength(1);
    const page = await visitor.get(`/cloud/tls-client-profiles/${id}`);
    expect(page.html).toContain('What you change here the next apply takes back.');
    const other = await visitor.get(`/cloud/tls-client-profiles/${own.id}`);
    expect(other.html).not.toContain('Managed by Terraform');
  });

  test('stays so after a change by hand, and is forgotten with the object', async () => {
    const { id } = await createByTerraform(PROFILES, { title: 'Changed by hand' });
    const of = async () => (await api.admin.get(`/cloud/provenances?object_id=${id}`).expect(200)).body;
    await api.admin.patch(`${PROFILES}/${id}`, { summary: 'by hand' }).expect(200);
    expect((await of()).results).toMatchObject([
      {
        object: { type: 'tls_client_profile', id },
        managed_by: 'terraform',
        user_agent: PROVIDER,
        caller: { name: 'admin' },
      },
    ]);
    await api.admin.delete(`${PROFILES}/${id}`).expect(200);
    expect(await of()).toEqual({ total_results: 0, results: [] });
  });

  test('a request that fails, or is only tried, marks nothing', async () => {
    const request = supertest(api.url).post(`/api${PROFILES}?validate_only=true`);
    const { body } = await request
      .set('Authorization', `Bearer ${api.token}`)
      .set('User-Agent', PROVIDER)
      .send({ title: 'Tried' })
      .expect(201);
    const { body: found } = await api.admin.get(`/cloud/provenances?object_id=${body.id}`).expect(200);
    expect(found.total_results).toBe(0);
  });

  test.each(['', 'x', `${'a'.repeat(2000)}`, Array(101).fill('7d444840-9dc0-41d1-b245-5ffdce74fad2').join(',')])(
    'is asked for by up to a hundred ids: %#',
    async (ids) => {
      await api.admin.get(`/cloud/provenances?object_id=${ids}`).expect(400);
    },
  );
});
