import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { diagnosticsOf, failToApply } from './diagnostic.ts';
import { destroyAndAsk } from './object.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud('attached');
});

afterAll(() => cloud.stop());

const block = (type: string, label: string, lines: string) => `resource "gatepost_${type}" "${label}" {\n${lines}\n}\n`;
const user = (label: string, username = label) =>
  block('user', label, `username = "${username}"\nemail = "${username}@acme.test"`);
const truststore = (label: string, lines: string) =>
  block('truststore', label, `${lines}\nca_cert_pem = <<-EOT\n${cloud.authority.certificatePem}EOT`);

test('a title is changed in place and the name stays; a tainted object is made anew', async () => {
  const workspace = await cloud.open(truststore('a', 'title = "First title"'));
  const { state: first } = await applyStep(workspace);
  const { actions, state: second } = await applyStep(workspace, truststore('a', 'title = "Second title"'));
  expect(actions).toEqual({ 'gatepost_truststore.a': 'update' });
  expect(second['gatepost_truststore.a']?.values).toMatchObject({ title: 'Second title', name: 'first-title' });
  requireSuccess(await workspace.run('taint', 'gatepost_truststore.a'));
  const { actions: after, state: third } = await applyStep(workspace);
  expect(after).toEqual({ 'gatepost_truststore.a': 'delete,create' });
  expect(third['gatepost_truststore.a']?.values.name).toBe('second-title');
  expect(third['gatepost_truststore.a']?.values.id).not.toBe(first['gatepost_truststore.a']?.values.id);
  await destroyAndAsk(workspace, cloud.api);
});

test('a profile in use needs create_before_destroy for another version, and says so', async () => {
  const used = (version: string, lifecycle = '') =>
    block('tls_client_profile', 'a', `title = "Used"\nversion = "${version}"\n${lifecycle}`) +
    block(
      'email_server',
      'a',
      'title = "User of it"\nhost = "smtp.acme.test"\nport = 587\ntls_client_profile_id = gatepost_tls_client_profile.a.id',
    );
  const workspace = await cloud.open(used('1.0.0'));
  await applyStep(workspace);
  await write(workspace, used('1.1.0'));
  const [error] = await failToApply(workspace);
  expect(error).toMatchObject({ summary: 'gatepost_tls_client_profile is in use' });
  expect(error?.detail).toMatch(/user-of-it/);
  expect(error?.detail).toContain('create_before_destroy = true');
  const { actions } = await applyStep(workspace, used('1.1.0', 'lifecycle { create_before_destroy = true }'));
  expect(actions).toEqual({
    'gatepost_tls_client_profile.a': 'create,delete',
    'gatepost_email_server.a': 'update',
  });
  await destroyAndAsk(workspace, cloud.api);
});

test('an organization is replaced for another name, which the plan warns of, and handed over in place', async () => {
  const organization = (name: string, owner: string) =>
    user('ada') +
    user('ben') +
    block('provider_organization', 'a', `title = "ACME"\nname = "${name}"\nowner_id = gatepost_user.${owner}.id`);
  const workspace = await cloud.open(organization('acme', 'ada'));
  const { state } = await applyStep(workspace);
  const handed = await applyStep(workspace, organization('acme', 'ben'));
  expect(handed.actions).toEqual({ 'gatepost_provider_organization.a': 'update' });
  expect(handed.state['gatepost_provider_organization.a']?.values).toMatchObject({
    id: state['gatepost_provider_organization.a']?.values.id,
    owner_id: state['gatepost_user.ben']?.values.id,
  });
  await write(workspace, organization('other', 'ben'));
  const warning = diagnosticsOf(await workspace.plan('-json')).find(({ severity }) => severity === 'warning');
  expect(warning).toMatchObject({ attribute: 'name', summary: 'The organization and all in it are destroyed' });
  const { actions } = await applyStep(workspace);
  expect(actions).toEqual({ 'gatepost_provider_organization.a': 'delete,create' });
  await cloud.api.admin.get('/orgs/acme').expect(404);
  await destroyAndAsk(workspace, cloud.api);
});

test('a server that is selected is replaced as the error says: the new one first, under another name', async () => {
  const selected = (lines: string) =>
    block('email_server', 'a', `title = "Relay"\nhost = "smtp.acme.test"\nport = 25\n${lines}`) +
    block('notification_settings', 'a', 'email_server_id = gatepost_email_server.a.id');
  const workspace = await cloud.open(selected(''));
  const { state } = await applyStep(workspace);
  const refused = await workspace.apply('-json', '-replace=gatepost_email_server.a');
  const [error] = diagnosticsOf(refused).filter(({ severity }) => severity === 'error');
  expect(error?.summary).toBe('gatepost_email_server is in use');
  const [advice = '', name] =
    /lifecycle \{ create_before_destroy = true \}.*?name = "([^"]+)"/s.exec(error?.detail ?? '') ?? [];
  expect({ advice, name }).toEqual({ advice: expect.any(String), name: 'relay-2' });
  await write(workspace, selected(`name = "${name}"\nlifecycle {\n  create_before_destroy = true\n}`));
  requireSuccess(await workspace.apply('-replace=gatepost_email_server.a'));
  const { body } = await cloud.api.admin.get('/orgs/admin/mail-servers').expect(200);
  expect(body.results).toMatchObject([{ name: 'relay-2' }]);
  expect(body.results[0].id).not.toBe(state['gatepost_email_server.a']?.values.id);
  await applyStep(workspace, selected('name = "relay"\nlifecycle {\n  create_before_destroy = true\n}'));
  await destroyAndAsk(workspace, cloud.api);
});

test('a server that was selected is removed in two applies, as the guide says: the settings let go of it first', async () => {
  const server = (label: string) =>
    block('email_server', label, `title = "Relay ${label}"\nhost = "smtp.acme.test"\nport = 25`);
  const selected = (label: string) =>
    block('notification_settings', 'a', `email_server_id = gatepost_email_server.${label}.id`);
  const workspace = await cloud.open(server('a') + server('b') + selected('a'));
  await applyStep(workspace);
  await write(workspace, server('b') + selected('b'));
  const refused = diagnosticsOf(await workspace.apply('-json')).filter(({ severity }) => severity === 'error');
  expect(refused).toMatchObject([{ summary: 'gatepost_email_server is in use' }]);
  await applyStep(workspace, server('a') + server('b') + selected('b'));
  const { actions } = await applyStep(workspace, server('b') + selected('b'));
  expect(actions).toEqual({ 'gatepost_email_server.a': 'delete' });
  await destroyAndAsk(workspace, cloud.api);
});

test('a list of ids of which one is not known yet, since what it names is made anew, is planned', async () => {
  const server = (label: string) =>
    block('email_server', label, `title = "Relay ${label}"\nhost = "smtp.acme.test"\nport = 25`);
  const settings = block(
    'notification_settings',
    'a',
    'email_server_id = gatepost_email_server.a.id\nfallback_email_server_ids = [gatepost_email_server.b.id]',
  );
  const workspace = await cloud.open(server('a') + server('b') + settings);
  await applyStep(workspace);
  const planned = await workspace.plan('-replace=gatepost_email_server.b');
  expect(planned).toMatchObject({ code: 2, output: expect.stringContaining('1 to add, 1 to change, 1 to destroy') });
  await destroyAndAsk(workspace, cloud.api);
});

test('username, invited address and endpoint replace what they belong to', async () => {
  const everything = (word: string) =>
    user('a', word) +
    block('email_server', 'a', 'title = "Relay"\nhost = "smtp.acme.test"\nport = 25') +
    block('notification_settings', 'a', 'email_server_id = gatepost_email_server.a.id') +
    block(
      'organization_invitation',
      'a',
      `email = "${word}@acme.test"\nnotification_settings_id = gatepost_notification_settings.a.id`,
    ) +
    block(
      'portal_service',
      'a',
      `title = "Portal"\nendpoint = "https://${word}.acme.test"\nweb_endpoint_base = "https://portal.acme.test"\nnotification_settings_id = gatepost_notification_settings.a.id`,
    );
  const workspace = await cloud.open(everything('one'));
  await applyStep(workspace);
  const { actions } = await applyStep(workspace, everything('two'));
  expect(actions).toEqual({
    'gatepost_user.a': 'delete,create',
    'gatepost_organization_invitation.a': 'delete,create',
    'gatepost_portal_service.a': 'delete,create',
  });
  await destroyAndAsk(workspace, cloud.api);
});

test('a truststore that somebody else uses is not destroyed, and the error names who uses it', async () => {
  const workspace = await cloud.open(truststore('a', 'title = "Wanted"'));
  const { state } = await applyStep(workspace);
  const truststore_url = `/api/orgs/admin/truststores/${state['gatepost_truststore.a']?.values.id}`;
  const profile = { title: 'Foreign profile', truststore_url };
  const { body } = await cloud.api.admin.post('/orgs/admin/tls-client-profiles', profile).expect(201);
  const refused = await workspace.destroy('-json');
  expect(refused.code).toBe(1);
  const error = diagnosticsOf(refused).find(({ severity }) => severity === 'error');
  expect(error?.detail).toMatch(/foreign-profile/);
  expect(error?.detail).toContain('create_before_destroy');
  await cloud.api.admin.delete(`/orgs/admin/tls-client-profiles/${body.id}`).expect(200);
  await destroyAndAsk(workspace, cloud.api);
});
