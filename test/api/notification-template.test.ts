import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { startApi, type TestApi } from './start-api.ts';

const TEMPLATES = '/cloud/settings/notification-templates';

let api: TestApi;
let sink: Sink;

beforeAll(async () => {
  [api, sink] = await Promise.all([startApi(), startSink({ security: 'plain' })]);
  const server = await api.admin.post('/orgs/admin/mail-servers', {
    title: 'Relay',
    host: '127.0.0.1',
    port: sink.port,
  });
  await api.admin.put('/cloud/settings', { mail_server_url: server.body.url }).expect(200);
});

afterAll(async () => {
  await api.stop();
  await sink.stop();
});

async function createOwner(username: string) {
  const users = '/user-registries/admin/api-manager-lur/users';
  const body = { username, email: `${username}@example.com`, password: 'a good password' };
  return (await api.admin.post(users, body).expect(201)).body;
}

describe('notification templates', () => {
  test('every scope lists its templates, and all of them together are one list', async () => {
    const cloud = await api.admin.get(`${TEMPLATES}/cloud`).expect(200);
    const names = cloud.body.results.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['mail-server-test-connection', 'invitation', 'password-reset']));
    const counts = await Promise.all(
      ['cloud', 'admin', 'provider', 'catalog', 'space', 'consumer'].map(
        async (scope) => (await api.admin.get(`${TEMPLATES}/${scope}`).expect(200)).body.total_results as number,
      ),
    );
    const all = await api.admin.get(TEMPLATES).expect(200);
    expect(all.body.total_results).toBe(counts.reduce((sum, count) => sum + count, 0));
    await api.admin.get(`${TEMPLATES}/nowhere`).expect(404);
  });

  test('a template shows type, scope, variables, subject, body, body_html and content_type, by name or id', async () => {
    const byName = await api.admin.get(`${TEMPLATES}/cloud/invitation`).expect(200);
    expect(byName.body).toMatchObject({
      type: 'notification_template',
      notification_template_type: 'invitation',
      scope: 'cloud',
      variables: ['link', 'valid_for'],
      content_type: ['text', 'html'],
      is_changed: false,
    });
    expect(byName.body.body).toContain('{{link}}');
    const byId = await api.admin.get(`${TEMPLATES}/cloud/${byName.body.id}`).expect(200);
    expect(byId.body).toEqual(byName.body);
    await api.admin.get(`${TEMPLATES}/space/password-reset`).expect(404);
  });

  test('PATCH changes the mail that leaves, and reset brings the shipped text back', async () => {
    const path = `${TEMPLATES}/cloud/organization-owner`;
    const before = await api.admin.get(path).expect(200);
    const changed = await api.admin
      .patch(path, { ...before.body, subject: 'Welcome to {{organization}}!', content_type: ['text'] })
      .expect(200);
    expect(changed.body).toMatchObject({ subject: 'Welcome to {{organization}}!', is_changed: true });
    const owner = await createOwner('wilma');
    await api.admin.post('/cloud/orgs', { title: 'Quarry', owner_url: owner.url }).expect(201);
    const mail = await sink.waitFor(({ subject }) => subject === 'Welcome to Quarry!', 20_000);
    expect(mail.html).toBe('');
    expect(mail.text).not.toBe('');
    const reset = await api.admin.post(`${path}/reset`).expect(200);
    expect(reset.body).toMatchObject({ subject: before.body.subject, is_changed: false });
    expect(reset.headers.etag).not.toBe(before.headers.etag);
  });

  test.each([
    ['subject', 'Hello {{nobody}}', '/subject'],
    ['body', '{{#if}}', '/body'],
    ['body_html', '{{constructor.name}}', '/body_html'],
    ['subject', 'two\nlines', '/subject'],
    ['body', `{{#*inline "a"}}{{/inline}}${'{{> a}}'.repeat(9)}`, '/body'],
    ['body_html', '{{link}}'.repeat(1000), '/body_html'],
    ['content_type', ['pdf'], '/content_type/0'],
    ['nonsense', 'x', '/nonsense'],
  ])('%s that cannot be rendered or sent is refused and changes nothing', async (field, value, pointer) => {
    const path = `${TEMPLATES}/cloud/invitation`;
    const before = await api.admin.get(path).expect(200);
    const answer = await api.admin.patch(path, { [field]: value }).expect(400);
    expect(answer.body.violations[0].pointer).toBe(pointer);
    expect((await api.admin.get(path).expect(200)).body).toEqual(before.body);
  });

  test('an organization’s mail takes the text of its scope before that of the cloud', async () => {
    await api.admin.patch(`${TEMPLATES}/cloud/password-changed`, { subject: 'From the cloud' }).expect(200);
    const { templateFor } = await import('../../api/resources/email/notification-template.ts');
    const { manager } = api.gatepost.context.database;
    expect((await templateFor(manager, 'password-changed', 'provider')).subject).toBe('From the cloud');
    await api.admin.patch(`${TEMPLATES}/provider/password-changed`, { subject: 'From the provider' }).expect(200);
    expect((await templateFor(manager, 'password-changed', 'provider')).subject).toBe('From the provider');
    expect((await templateFor(manager, 'password-changed', 'admin')).subject).toBe('From the cloud');
  });
});

describe('send to owners', () => {
  test('mails the owners of the named organizations once each and counts them', async () => {
    const owner = await createOwner('fred');
    const org = (await api.admin.post('/cloud/orgs', { title: 'Bedrock', owner_url: owner.url }).expect(201)).body;
    const answer = await api.admin
      .post('/cloud/emails/send-to-owners', {
        org_urls: [org.url, `/api/orgs/${org.name}`],
        subject: 'Maintenance {{tonight}}',
        body: 'We are down from 2 to 3 & back <soon>.',
        content_type: 'html',
      })
      .expect(200);
    expect(answer.body).toEqual({ num_emails_sent: 1, failed_emails: [] });
    const mail = await sink.waitFor(({ subject }) => subject === 'Maintenance {{tonight}}', 20_000);
    expect(mail.to[0]?.address).toBe('fred@example.com');
    expect(mail.html).toContain('2 to 3 &amp; back &lt;soon&gt;');
  });

  test('an organization that does not exist is a violation, and nothing is sent', async () => {
    const body = { org_urls: ['/api/orgs/nowhere'], subject: 'x', body: 'y' };
    const answer = await api.admin.post('/cloud/emails/send-to-owners', body).expect(400);
    expect(answer.body.violations[0].pointer).toBe('/org_urls/0');
  });

  test('without a selected email server it is refused', async () => {
    const settings = await api.admin.get('/cloud/settings').expect(200);
    await api.admin.put('/cloud/settings', { mail_server_url: null }).expect(200);
    const body = { org_urls: ['/api/orgs/bedrock'], subject: 'x', body: 'y' };
    const answer = await api.admin.post('/cloud/emails/send-to-owners', body).expect(400);
    expect(answer.body).toMatchObject({ code: 'mail_server_not_selected' });
    await api.admin.put('/cloud/settings', { mail_server_url: settings.body.mail_server_url }).expect(200);
  });
});
