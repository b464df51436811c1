import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { templateFor } from '../../api/resources/email/text-look-up.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { together } from '../set-up/started.ts';
import { startApi, type TestApi } from './start-api.ts';

const TEMPLATES = '/cloud/settings/notification-templates';

let api: TestApi;
let sink: Sink;

beforeAll(async () => {
  [api, sink] = await together([startApi(), startSink({ security: 'plain' })]);
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
    const subjectFor = async (org_id: string) => {
      const { database, adminOrgId } = api.gatepost.context;
      const mail = { template: 'password-changed', org_id, catalog_id: null, language: null };
      return (await templateFor(database.manager, adminOrgId, mail)).subject;
    };
    expect(await subjectFor(randomUUID())).toBe('From the cloud');
    const path = `${TEMPLATES}/provider/password-changed`;
    // What is shown is what would be mailed.
    expect((await api.admin.get(path).expect(200)).body).toMatchObject({
      subject: 'From the cloud',
      is_changed: false,
    });
    await api.admin.patch(path, { subject: 'From the provider' }).expect(200);
    expect(await subjectFor(randomUUID())).toBe('From the provider');
    expect(await subjectFor(api.gatepost.context.adminOrgId)).toBe('From the cloud');
  });
});

describe('a preview', () => {
  const path = `${TEMPLATES}/cloud/invitation/preview`;

  test('shows the mail as it is kept, with sample values', async () => {
    const { body } = await api.admin.post(path).expect(200);
    expect(body).toMatchObject({
      language: 'en',
      subject: 'You are invited to open a provider organization',
      content_type: ['text', 'html'],
      variables: { valid_for: '2 days' },
    });
    expect(body.body).toContain(body.variables.link);
    expect(body.body_html).toContain('2 days');
    expect(JSON.stringify(body)).not.toContain('{{');
  });

  test('shows texts that are not kept yet, with values of one’s own, and keeps nothing', async () => {
    const before = await api.admin.get(`${TEMPLATES}/cloud/invitation`).expect(200);
    const sent = { subject: 'For {{valid_for}}', body_html: '<b>{{link}}</b>', variables: { link: '<i>&' } };
    const { body } = await api.admin.post(path, { ...sent, content_type: 'html' }).expect(200);
    expect(body).toMatchObject({ subject: 'For 2 days', body_html: '<b>&lt;i&gt;&amp;</b>', content_type: ['html'] });
    expect((await api.admin.get(`${TEMPLATES}/cloud/invitation`).expect(200)).body).toEqual(before.body);
  });

  test('of what cannot be rendered, or with a value of nothing, is refused by what is wrong', async () => {
    const unknown = await api.admin.post(path, { body: 'Hello {{nobody}}' }).expect(400);
    expect(unknown.body.violations).toEqual([
      {
        pointer: '/body',
        message: 'cannot be rendered: unknown variable "nobody". The variables are link, valid_for.',
      },
    ]);
    const stranger = await api.admin.post(path, { variables: { 'a/b': 'x' } }).expect(400);
    expect(stranger.body.violations).toEqual([
      { pointer: '/variables/a~1b', message: 'is no variable of this mail; there are link, valid_for' },
    ]);
    await api.admin.post(`${TEMPLATES}/cloud/nothing/preview`).expect(404);
  });
});

describe('languages', () => {
  const languages = `${TEMPLATES}/provider/password-changed/notification-languages`;

  test('are those that are shipped, until somebody tells a mail in another one', async () => {
    const names = async () =>
      (await api.admin.get(languages).expect(200)).body.results.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['de', 'en']);
    const german = await api.admin.get(`${languages}/DE`).expect(200);
    expect(german.body).toMatchObject({
      type: 'notification_language',
      name: 'de',
      language: 'de',
      notification_template_type: 'password-changed',
      scope: 'provider',
      subject: 'Ihr Passwort wurde geändert',
      is_changed: false,
    });
    await api.admin.get(`${languages}/fr`).expect(404);
    await api.admin.get(`${languages}/no-language`).expect(404);
    const french = await api.admin.patch(`${languages}/fr`, { subject: 'Votre mot de passe' }).expect(200);
    expect(new URL(french.body.url).pathname).toBe(`/api${languages}/fr`);
    expect((await api.admin.get(`${languages}/fr`).expect(200)).body).toEqual(french.body);
    expect(await names()).toEqual(['de', 'en', 'fr']);
    await api.admin.post(`${languages}/fr/reset`).expect(200);
    expect(await names()).toEqual(['de', 'en']);
  });

  test('English is the text itself', async () => {
    const text = await api.admin.get(`${TEMPLATES}/provider/password-changed`).expect(200);
    const english = await api.admin.get(`${languages}/en`).expect(200);
    expect(english.body).toMatchObject({ id: text.body.id, subject: text.body.subject, language: 'en' });
    expect(text.body.language).toBe('en');
  });

  test('a mail is in the language of whoever gets it, which may be a kind of another', async () => {
    const owner = await createOwner('heidi');
    const path = new URL(owner.url).pathname.replace('/api', '');
    expect((await api.admin.patch(path, { language: 'de-AT' }).expect(200)).body.language).toBe('de-AT');
    await api.admin.patch(path, { language: 'Deutsch' }).expect(400);
    // Registries of the cloud belong to the organization admin, whoever their people are.
    const austrian = `${TEMPLATES}/admin/password-changed/notification-languages/de-AT`;
    await api.admin.patch(austrian, { subject: 'Servus {{username}}' }).expect(200);
    await api.admin.patch(path, { password: 'another password' }).expect(200);
    const changed = await sink.waitFor(({ subject }) => subject === 'Servus heidi');
    expect(changed.text).toContain('das Passwort Ihres Kontos wurde soeben geändert');
    await api.admin.post('/cloud/orgs', { title: 'Alm', owner_url: owner.url }).expect(201);
    await sink.waitFor(({ subject }) => subject === 'Ihre Anbieterorganisation Alm ist bereit');
    await api.admin.post(`${path}/reset-password`).expect(204);
    const reset = await sink.waitFor(({ subject }) => subject === 'Wählen Sie ein neues Passwort');
    expect(reset.text).toContain('gültig: 2 Stunden');
    const { body } = await api.admin.post(`${austrian}/preview`).expect(200);
    expect(body).toMatchObject({ language: 'de-AT', subject: 'Servus ann' });
  });

  test('somebody is invited in the language that the invitation names, and has it from then on', async () => {
    const sent = { email: 'gretel@example.com', language: 'de' };
    const { body } = await api.admin.post('/cloud/org-invitations', sent).expect(201);
    expect(body.language).toBe('de');
    const mail = await sink.waitFor(({ envelope }) => envelope.to.includes('gretel@example.com'));
    expect(mail.subject).toBe('Sie sind eingeladen, eine Anbieterorganisation zu eröffnen');
    expect(mail.text).toContain('gültig: 2 Tage');
    const token = Buffer.from(body.activation_link.replace(/.*activation=/, ''), 'base64').toString();
    const user = { realm: 'provider/default-idp-2', username: 'gretel', password: 'a good password' };
    const path = new URL(body.url).pathname.replace('/api', '');
    await api
      .as(token)
      .post(`${path}/register`, { user, org: { title: 'Haus' } })
      .expect(201);
    const account = await api.admin.get('/user-registries/admin/api-manager-lur/users/gretel').expect(200);
    expect(account.body.language).toBe('de');
    const member = { email: 'haensel@example.com', language: 'de' };
    await api.admin.post('/orgs/admin/member-invitations', member).expect(201);
    await sink.waitFor(({ subject }) => subject === 'Einladung zu Admin');
  });

  test('are at most 50 of one mail', async () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const others = letters.flatMap((a) => letters.slice(0, 2).map((b) => `q${a}${b}`)).slice(0, 50);
    await api.gatepost.context.database.query(
      `INSERT INTO notification_template (id, org_id, created_at, updated_at, name, title, scope, language, subject)
         SELECT gen_random_uuid(), $1, now(), now(), 'member-invitation', 'x', 'admin', each, 'x' FROM unnest($2::text[]) each`,
      [api.gatepost.context.adminOrgId, others.slice(0, 47)],
    );
    const path = `${TEMPLATES}/admin/member-invitation/notification-languages`;
    expect((await api.admin.get(path).expect(200)).body.total_results).toBe(49);
    await api.admin.patch(`${path}/zu`, { subject: 'x' }).expect(200);
    const { body } = await api.admin.patch(`${path}/fr`, { subject: 'x' }).expect(400);
    expect(body.message[0]).toContain('at most 50 languages');
    await api.admin.patch(`${path}/zu`, { subject: 'y' }).expect(200);
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
