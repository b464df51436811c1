import { durationInWords } from '../../mail/content/duration.ts';
import { provenanceOf } from '../as-code/provenance.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';

const SETTINGS = '/cloud/settings';
/** Far more than anybody chooses from. */
const MOST = '500';

/** Which server mail leaves by, who it comes from, and how long its links are good. */
export const notificationSettingsPage: Page = {
  path: '/cloud/notification-settings',
  title: 'sender.title',
  needs: 'GET /cloud/settings',
  nav: { section: 'notifications', icon: 'settings' },
  template: 'notification-settings/page.hbs',
  styles: ['notification.css'],
  data: describe,
  actions: { save: saveMail, 'reset-sender': resetSender, 'save-lifetimes': saveLifetimes },
};

interface Choice {
  title: string;
  url: string;
}

function mailFields({ t }: Visit, servers: readonly Choice[], keystores: readonly Choice[]): Field[] {
  const optionsOf = (choices: readonly Choice[], none: string) => [
    { value: '', label: none },
    ...choices.map(({ title, url }) => ({ value: url, label: title })),
  ];
  return [
    {
      name: 'mail_server_url',
      label: 'sender.server',
      hint: 'sender.serverHint',
      kind: 'select',
      empty: 'null',
      options: optionsOf(servers, t('sender.noServer')),
    },
    { name: 'email_sender.name', label: 'sender.name', hint: 'sender.nameHint', empty: 'null' },
    { name: 'email_sender.address', label: 'sender.address', kind: 'email', autocomplete: 'email', required: true },
    { name: 'dkim.domain', label: 'sender.domain' },
    { name: 'dkim.selector', label: 'sender.selector' },
    {
      name: 'dkim.keystore_url',
      label: 'sender.keystore',
      kind: 'select',
      options: optionsOf(keystores, t('sender.noKeystore')),
    },
  ];
}

const LIFETIMES: readonly Field[] = [
  { name: 'invitation_ttl', label: 'sender.invitation', kind: 'number', required: true },
  { name: 'reset_password_ttl', label: 'sender.reset', kind: 'number', required: true },
];

async function describe(visit: Visit) {
  const query = { limit: MOST, fields: 'title,url' };
  const [settings, servers, keystores] = await Promise.all([
    visit.read(SETTINGS),
    choicesOf(visit, 'GET /orgs/{org}/mail-servers', '/orgs/admin/mail-servers', query),
    choicesOf(visit, 'GET /orgs/{org}/keystores', '/orgs/admin/keystores', query),
  ]);
  const mail = formView(visit, mailFields(visit, servers, keystores), settings.body);
  const lifetimes = formView(visit, LIFETIMES, settings.body);
  for (const field of lifetimes.fields) {
    const words = durationInWords(settings.body[field.name], visit.language);
    field.hint = visit.t('sender.seconds', { words });
    field.describedBy = `${field.id}-hint${field.error ? ` ${field.id}-error` : ''}`;
  }
  const { mail_server_url: selected, email_sender: sender, dkim, invitation_ttl, reset_password_ttl } = settings.body;
  return {
    // What was refused is one of the two.
    form: visit.typed.action === 'save-lifetimes' ? lifetimes : mail,
    ...(await provenanceOf(visit, settings.body)),
    mail,
    lifetimes,
    etag: settings.etag,
    settingsId: settings.body.id,
    sender,
    dkim,
    server: servers.find(({ url }) => url === selected)?.title ?? null,
    invitation: durationInWords(invitation_ttl, visit.language),
    reset: durationInWords(reset_password_ttl, visit.language),
    // Lifetimes are not about mail alone.
    mayAll: visit.may('PUT /cloud/settings/user-registries'),
  };
}

/** What may be chosen; nothing where it may not be seen. */
async function choicesOf(
  visit: Visit,
  needs: Page['needs'],
  path: string,
  query: Record<string, string>,
): Promise<Choice[]> {
  return visit.may(needs) ? (await visit.read(path, query)).body.results : [];
}

async function saveMail(visit: Visit): Promise<Outcome> {
  const { dkim, ...body } = bodyOf(visit.typed, mailFields(visit, [], []));
  // A server that is selected is no fallback any more.
  const { body: now } = await visit.read(SETTINGS, { fields: 'fallback_mail_server_urls' });
  const fallbacks: string[] = now.fallback_mail_server_urls;
  const fallback_mail_server_urls = fallbacks.filter((url) => url !== body.mail_server_url);
  return change(visit, { ...body, dkim: dkim ?? null, fallback_mail_server_urls });
}

function resetSender(visit: Visit): Promise<Outcome> {
  return change(visit, { email_sender: { custom: false } });
}

function saveLifetimes(visit: Visit): Promise<Outcome> {
  return change(visit, bodyOf(visit.typed, LIFETIMES));
}

async function change(visit: Visit, body: object): Promise<Outcome> {
  const result = await visit.call('PUT', SETTINGS, { body, ...(visit.typed.etag && { ifMatch: visit.typed.etag }) });
  return result.ok ? { to: visit.page.path, flash: { key: 'sender.saved' } } : { refused: result };
}
