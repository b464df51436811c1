import type { Client } from '../client/client.ts';
import { object, string } from '../framework/attribute-builder.ts';
import { plainError } from '../framework/diagnostic.ts';
import type { PrivateData } from '../framework/private.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { idOf, requiredReference } from '../rest/reference.ts';
import { explained } from '../rest/refusal.ts';
import { SETTINGS_ID } from '../rest/selected-email-server.ts';
import { EMAIL_SERVERS } from './email-server.ts';

interface SenderView {
  readonly custom: boolean;
  readonly name: string | null;
  readonly address: string;
}

interface SettingsView {
  readonly mail_server_url: string | null;
  readonly email_sender: SenderView;
}

interface Sender {
  readonly name: string | null;
  readonly address: string;
}

const SETTINGS = '/cloud/settings';
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
  sender: object(
    {
      name: string({ description: 'Name in the From line.', optional: true, constraint: limits['email_sender.name'] }),
      address: string({
        description: 'Address in the From line.',
        required: true,
        constraint: limits['email_sender.address'],
      }),
    },
    { description: 'Who mails come from. Without it the sender is the one the cloud came with.', optional: true },
  ),
};

const pointers = {
  '/mail_server_url': ['email_server_id'],
  '/email_sender/name': ['sender', 'name'],
  '/email_sender/address': ['sender', 'address'],
  '/email_sender': ['sender'],
};

export const notificationSettings = defineResource({
  typeName,
  description:
    'Which email server is selected for notifications, and who the sender is. There is one set of settings in a cloud: declare it once. Destroying it unselects the email server and resets the sender; mail is held and password resets are refused until a server is selected again.',
  attributes,
  create: (context) =>
    explain(context, async () => {
      const { client, signal, plan, warn } = context;
      const before = await client.get<SettingsView>(SETTINGS, signal);
      const selected = idOf(before.mail_server_url);
      if (selected && selected !== plan.email_server_id) {
        warn('Another email server was selected', `It was ${selected}; from now on mail leaves through the new one.`);
      }
      rememberSender(context.private, before.email_sender);
      return stateOf(await client.put<SettingsView>(SETTINGS, toWire(context), signal));
    }),
  read: (context) =>
    explain(context, async () => {
      const view = await context.client.get<SettingsView>(SETTINGS, context.signal);
      rememberSender(context.private, view.email_sender);
      return stateOf(view);
    }),
  update: (context) =>
    explain(context, async () => stateOf(await context.client.put(SETTINGS, toWire(context), context.signal))),
  delete: (context) =>
    explain(context, async () => {
      const email_sender = senderToWire(context.private, null);
      await context.client.put(SETTINGS, { mail_server_url: null, email_sender }, context.signal);
    }),
  importState: async ({ id }) => {
    if (id === SETTINGS_ID) return { id };
    throw plainError(`${typeName} is imported by the id ${SETTINGS_ID}`, `There is no other; ${id} was given.`);
  },
  planDestroy: ({ warn }) =>
    warn(
      'No email server will be selected',
      'Destroying the notification settings unselects the email server: mail is held and password resets are refused until one is selected again. The sender is reset.',
    ),
});

function explain<T>(context: { client: Client; config?: unknown }, run: () => Promise<T>): Promise<T> {
  return explained({ client: context.client, config: context.config, typeName, attributes, pointers }, run);
}

function toWire(context: {
  readonly client: Client;
  readonly private: PrivateData;
  readonly plan: { readonly email_server_id: string; readonly sender: Sender | null };
}) {
  const { client, plan } = context;
  return {
    mail_server_url: client.url(`${EMAIL_SERVERS}/${plan.email_server_id}`),
    email_sender: senderToWire(context.private, plan.sender),
  };
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
function stateOf({ mail_server_url, email_sender: { custom, name, address } }: SettingsView) {
  return { id: SETTINGS_ID, email_server_id: idOf(mail_server_url) ?? '', sender: custom ? { name, address } : null };
}
