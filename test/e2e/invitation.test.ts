import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { diagnosticsOf } from './diagnostic.ts';
import { applyStep, expectNoChanges, stateOf } from './step.ts';
import { MAIL_LOGIN, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud('attached');
});

afterAll(() => cloud.stop());

function invite(email: string, lines = ''): string {
  return `
resource "gatepost_truststore" "a" {
  title       = "Trust"
  ca_cert_pem = <<-EOT\n${cloud.authority.certificatePem}EOT
}
resource "gatepost_tls_client_profile" "a" {
  title         = "Profile"
  truststore_id = gatepost_truststore.a.id
}
resource "gatepost_email_server" "a" {
  title                 = "Relay"
  host                  = "localhost"
  port                  = ${cloud.sink.port}
  username              = "${MAIL_LOGIN.username}"
  password              = ${JSON.stringify(MAIL_LOGIN.password)}
  tls_client_profile_id = gatepost_tls_client_profile.a.id
}
resource "gatepost_notification_settings" "a" {
  email_server_id = gatepost_email_server.a.id
}
resource "gatepost_organization_invitation" "a" {
  email                    = "${email}"
  notification_settings_id = gatepost_notification_settings.a.id
  ${lines}
}
`;
}

const ADDRESS = 'gatepost_organization_invitation.a';

test('an invitation that was accepted by its mailed link stays as it is, with what came of it after a destroy', async () => {
  const workspace = await cloud.open(invite('partner@acme.test'));
  const { state } = await applyStep(workspace);
  const id = state[ADDRESS]?.values.id;
  const mail = await cloud.sink.waitFor(({ envelope }) => envelope.to.includes('partner@acme.test'), 30_000);
  const link = mail.links.find((each) => each.includes('activation='));
  const token = Buffer.from(new URL(link ?? '').searchParams.get('activation') ?? '', 'base64').toString();
  const person = { username: 'petra', email: 'partner@acme.test', first_name: 'P', last_name: 'A' };
  const body = { user: { ...person, password: 'long enough' }, org: { name: 'partner', title: 'Partner' } };
  await cloud.api.as(token).post(`/cloud/org-invitations/${id}/register`, body).expect(201);

  await applyStep(workspace);
  await workspace.apply('-refresh-only');
  expect((await stateOf(workspace))[ADDRESS]?.values).toMatchObject({ id, state: 'accepted' });
  await expectNoChanges(workspace);
  const { code, output } = await workspace.destroy();
  expect({ code, output }).toEqual({ code: 0, output: expect.any(String) });
  await cloud.api.admin.get('/orgs/partner').expect(200);
});

test('an invitation that has expired is a warning and no change; its replacement invites again', async () => {
  const workspace = await cloud.open(invite('late@acme.test', 'notify = false'));
  const { state } = await applyStep(workspace);
  const id = String(state[ADDRESS]?.values.id);
  const expire = `UPDATE org_invitation SET expires_at = now() - interval '1 day' WHERE id = $1`;
  await cloud.api.gatepost.context.database.query(expire, [id]);
  const planned = await workspace.plan('-json');
  expect(planned.code).toBe(0);
  const [warning] = diagnosticsOf(planned);
  expect(warning).toMatchObject({ severity: 'warning', summary: 'The invitation of late@acme.test has expired' });
  const { code, output } = await workspace.apply(`-replace=${ADDRESS}`);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('1 added') });
  const after = (await stateOf(workspace))[ADDRESS]?.values;
  expect(after).toMatchObject({ state: 'pending' });
  expect(after?.id).not.toBe(id);
  await workspace.destroy();
});
