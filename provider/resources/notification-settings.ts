import type { Client } from '../client/client.ts';
import { list, object, string } from '../framework/attribute-builder.ts';
import { attributeError, plainError } from '../framework/diagnostic.ts';
import type { PrivateData } from '../framework/private.ts';
import { isUnknown } from '../framework/value.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { EMAIL_SERVERS } from '../rest/email-server-view.ts';
import { changePlanned } from '../rest/planned-change.ts';
import { idOf, requiredReference } from '../rest/reference.ts';
import { idRules } from '../rest/reference-set.ts';
import { explained } from '../rest/refusal.ts';
import { SETTINGS_ID } from '../rest/selected-email-server.ts';
import { isSameAddress, isSameInAnyCase } from '../rest/spelling.ts';

interface SenderView {
  readonly custom: boolean;
  readonly name: string | null;
  readonly address: string;
}

interface DkimView {
  readonly domain: string;
  readonly selector: string;
  readonly keystore_url: string;
}

export interface SettingsView {
  readonly mail_server_url: string | null;
  readonly fallback_mail_server_urls: readonly string[];
  readonly email_sender: SenderView;
  readonly dkim?: DkimView | null;
}

interface Sender {
  readonly name: string | null;
  readonly address: string;
}

interface Dkim {
  readonly domain: string;
  readonly selector: string;
  readonly keystore_id: string;
}

export const SETTINGS = '/cloud/settings';
const typeName = 'gatepost_notification_settings';
/** In the private data: the sender from before, to go back to. */
const SHIPPED_SENDER = 'shipped_sender';

const limits = constraints.notification_settings;

const attributes = {
  id: string({ description: `Always \`${SETTINGS_ID}\`.`, computed: true, unknownWhen: 'created' }),
  email_server_id: requiredReference({
    description: 'Id of the email server through which mail leaves.',
    from: 'gatepost_email_server.example.id',
  }),
  fallback_email_server_ids: list('string', {
    description:
      'Ids of the email servers that mail leaves by while the selected one is sick, in the order in which they are tried. Default: none.',
    optional: true,
    computed: true,
    default: [],
    constraint: limits.fallback_mail_server_urls,
    ...idRules('gatepost_email_server.example.id'),
  }),
  sender: object(
    {
      name: string({ description: 'Name in the From line.', optional: true, constraint: limits['email_sender.name'] }),
      address: string({
        description: 'Address in the From line.',
        required: true,
        constraint: limits['email_sender.address'],
        sameMeaning: isSameAddress,
      }),
    },
    { description: 'Who mails come from. Without it the sender is the one the cloud came with.', optional: true },
  ),
  dkim: object(
    {
      domain: string({
        description: 'Whose mail it is said to be; in A-labels (`xn--…`) where it is of another script.',
        required: true,
        constraint: limits['dkim.domain'],
        sameMeaning: isSameInAnyCase,
      }),
      selector: string({
        description: 'The public key stands in DNS at `<selector>._domainkey.<domain>`.',
        required: true,
        constraint: limits['dkim.selector'],
        sameMeaning: isSameInAnyCase,
      }),
      keystore_id: requiredReference({
        description: 'Id of the keystore whose RSA key signs.',
        from: 'gatepost_keystore.example.id',
      }),
    },
    { description: 'By what every mail is signed (DKIM). Without it mail is not signed.', optional: true },
  ),
};

const pointers = {
  '/mail_server_url': ['email_server_id'],
  '/fallback_mail_server_urls': ['fallback_email_server_ids'],
  '/email_sender/name': ['sender', 'name'],
  '/email_sender/address': ['sender', 'address'],
  '/email_sender': ['sender'],
  '/dkim/domain': ['dkim', 'domain'],
  '/dkim/selector': ['dkim', 'selector'],
  '/dkim/keystore_url': ['dkim', 'keystore_id'],
  '/dkim': ['dkim'],
};

export const notificationSettings = defineResource({
  typeName,
  description:
    'Which email server is selected for notifications, who the sender is, and by what mail is signed. There is one set of settings in a cloud: declare it once. Destroying it unselects the email servers, resets the sender and ends the signing; mail is held and password resets are refused until a server is selected again.',
  attributes,
  identity: ['id'],
  modifyPlan: ({ plan: { email_server_id: selected, fallback_email_server_ids: fallbacks } }) => {
    if (isUnknown(selected) || isUnknown(fallbacks)) return;
    const isSelected = (id: unknown) => String(id).toLowerCase() === selected.toLowerCase();
    if (!fallbacks.some(isSelected)) return;
    const detail = 'It is the selected email server. Leave it out, or name another one.';
    throw attributeError(['fallback_email_server_ids'], 'A server is no fallback of itself', detail);
  },
  create: (context) =>
    explain(context, async () => {
      const { client, signal, plan, warn } = context;
      const { view: before, etag } = await client.getTagged<SettingsView>(SETTINGS, signal);
      const selected = idOf(before.mail_server_url);
      if (selected && selected !== plan.email_server_id) {
        warn('Another email server was selected', `It was ${selected}; from now on mail leaves through the new one.`);
      }
      rememberSender(context.private, before.email_sender);
      return settingsState(await client.put<SettingsView>(SETTINGS, toWire(context), signal, etag));
    }),
  read: (context) =>
    explain(context, async () => {
      const view = await context.client.get<SettingsView>(SETTINGS, context.signal);
      rememberSender(context.private, view.email_sender);
      return settingsState(view);
    }),
  update: (context) =>
    explain(context, async () => {
      const { client, signal } = context;
      const target = { typeName, attributes, path: SETTINGS, fromWire: settingsState };
      const put = (tag: string | undefined) => client.put<SettingsView>(SETTINGS, toWire(context), signal, tag);
      return settingsState(await changePlanned(target, context, put));
    }),
  delete: (context) =>
    explain(context, async () => {
      const email_sender = senderToWire(context.private, null);
      const unselected = { mail_server_url: null, fallback_mail_server_urls: [] };
      await context.client.put(SETTINGS, { ...unselected, email_sender, dkim: null }, context.signal);
    }),
  importState: async ({ id }) => {
    if (id === SETTINGS_ID) return { id };
    throw plainError(`${typeName} is imported by the id ${SETTINGS_ID}`, `There is no other; ${id} was given.`);
  },
  planDestroy: ({ warn }) =>
    warn(
      'No email server will be selected',
      'Destroying the notification settings unselects the email server: mail is held and password resets are refused until one is selected again. The sender is reset, and mail is no longer signed.',
    ),
});

function explain<T>(context: { client: Client; config?: unknown }, run: () => Promise<T>): Promise<T> {
  return explained({ client: context.client, config: context.config, typeName, attributes, pointers }, run);
}

function toWire(context: {
  readonly client: Client;
  readonly private: PrivateData;
  readonly plan: {
    readonly email_server_id: string;
    readonly fallback_email_server_ids: readonly string[];
    readonly sender: Sender | null;
    readonly dkim: Dkim | null;
  };
}) {
  const { client, plan } = context;
  return {
    mail_server_url: client.url(`${EMAIL_SERVERS}/${plan.email_server_id}`),
    fallback_mail_server_urls: plan.fallback_email_server_ids.map((id) => client.url(`${EMAIL_SERVERS}/${id}`)),
    email_sender: senderToWire(context.private, plan.sender),
    dkim: plan.dkim && dkimToWire(client, plan.dkim),
  };
}

function dkimToWire(client: Client, { domain, selector, keystore_id }: Dkim): DkimView {
  return { domain, selector, keystore_url: client.url(`/orgs/admin/keystores/${keystore_id}`) };
}

/** @param sender null: the one that the cloud came with, as far as it was seen */
function senderToWire(kept: PrivateData, sender: Sender | null): Partial<SenderView> {
  if (sender) return { custom: true, name: sender.name, address: sender.address };
  return { custom: false, ...(kept.get(SHIPPED_SENDER) as Sender | undefined) };
}

function rememberSender(kept: PrivateData, { custom, name, address }: SenderView): void {
  if (!custom) kept.set(SHIPPED_SENDER, { name, address });
}

/** With nothing selected the settings are still there; the plan then shows a server to be selected. */
export function settingsState(view: SettingsView) {
  const { mail_server_url, fallback_mail_server_urls: fallbacks, email_sender, dkim } = view;
  const { custom, name, address } = email_sender;
  return {
    id: SETTINGS_ID,
    email_server_id: idOf(mail_server_url) ?? '',
    fallback_email_server_ids: fallbacks.map((url) => idOf(url) ?? ''),
    sender: custom ? { name, address } : null,
    dkim: dkim ? { domain: dkim.domain, selector: dkim.selector, keystore_id: idOf(dkim.keystore_url) ?? '' } : null,
  };
}
