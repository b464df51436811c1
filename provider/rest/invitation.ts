import type { Client } from '../client/client.ts';
import { bool, string } from '../framework/attribute-builder.ts';
import type { Constraint } from '../framework/constraint.ts';
import type { CallContext, Warn } from '../framework/context.ts';
import { timeouts } from '../framework/timeouts.ts';
import { every } from './every.ts';
import { id } from './header.ts';
import { expandPath } from './path.ts';
import { EMAIL_SERVER_TIMEOUT, notificationSettingsId, settingsForm } from './selected-email-server.ts';
import { isSameInAnyCase, isSameLanguage } from './spelling.ts';

/** What invitations of both kinds have in common. */

export interface InvitationView {
  readonly id: string;
  readonly email: string;
  readonly state: string;
}

export const invitationAttributes = (limits: { readonly email: Constraint; readonly language: Constraint }) => ({
  id,
  email: string({
    description: 'Address of the invited person, in any case. A change replaces the invitation.',
    required: true,
    requiresReplace: true,
    constraint: limits.email,
    // The API compares all of it without regard to case: it is one invitation.
    sameMeaning: isSameInAnyCase,
  }),
  notify: bool({
    description:
      'Whether the link is mailed; this needs a selected email server. Turned on later, a new link is mailed and the old one dies. Default `true`.',
    optional: true,
    computed: true,
    default: true,
  }),
  language: string({
    description:
      'What the mail is written in, such as `de` or `pt-BR`, and the account that comes of it has. Default: English.',
    optional: true,
    constraint: limits.language,
    sameMeaning: isSameLanguage,
  }),
  state: string({
    description: '`pending`, `accepted` or `expired`.',
    computed: true,
    unknownWhen: ['notify'],
  }),
  expires_at: string({
    description: 'When the link ends. A mailed one has no end before its mail has left.',
    computed: true,
    nullable: true,
    unknownWhen: ['notify'],
  }),
  notification_settings_id: notificationSettingsId,
  timeouts: timeouts(EMAIL_SERVER_TIMEOUT),
});

export const invitationWire = { notification_settings_id: settingsForm };

interface Renewal {
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly plan: { readonly notify: boolean };
  readonly prior: { readonly notify: boolean; readonly state: string };
  readonly save: (achieved: { readonly notify: true }) => void;
}

/** An invitation that is to be mailed after all gets a new link; an accepted one stays as it is. Answers whether it did. */
export async function mailNewLink(
  collection: string,
  { client, signal, plan, prior, save }: Renewal,
  tag: string | undefined,
): Promise<boolean> {
  if (!plan.notify || prior.notify || prior.state === 'accepted') return false;
  await client.act(`${expandPath(`${collection}/{id}`, prior)}/regenerate`, { notify: true }, signal, tag);
  save({ notify: true });
  return true;
}

/** The pending invitation of the same address, which stands in the way of another one. */
export async function findPending(
  { client, signal, plan }: CallContext<Client> & { readonly plan: { readonly email: string } },
  collection: string,
): Promise<InvitationView | undefined> {
  const invitations = await every<InvitationView>(client, expandPath(collection, plan), signal);
  const email = plan.email.toLowerCase();
  return invitations.find((one) => one.state === 'pending' && one.email.toLowerCase() === email);
}

/** Says it after a read. */
export function warnOfExpiry(state: { readonly state?: unknown; readonly email?: unknown } | null, warn: Warn): void {
  if (state?.state !== 'expired') return;
  warn(
    `The invitation of ${state.email} has expired`,
    'Its link no longer works. To invite again, run apply with -replace=<address of this resource>; or remove it.',
  );
}
