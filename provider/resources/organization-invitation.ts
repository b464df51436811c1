import { bool, string } from '../framework/attribute-builder.ts';
import type { Warn } from '../framework/context.ts';
import { timeouts } from '../framework/timeouts.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { id } from '../rest/header.ts';
import { restResource, segment } from '../rest/resource.ts';
import {
  EMAIL_SERVER_TIMEOUT,
  notificationSettingsId,
  settingsReference,
  whenEmailServerSelected,
} from '../rest/selected-email-server.ts';

interface InvitationView {
  readonly id: string;
  readonly email: string;
  readonly notify: boolean;
  readonly state: string;
  readonly expires_at: string | null;
}

const INVITATIONS = '/cloud/org-invitations';

const invitation = restResource({
  typeName: 'gatepost_organization_invitation',
  description:
    'Invites somebody to open a provider organization of their own. Once accepted it stays as it is. Destroying it kills the link; the organization and the user that came of it stay.',
  attributes: {
    id,
    email: string({
      description: 'Address of the invited person. A change replaces the invitation.',
      required: true,
      requiresReplace: true,
      constraint: constraints.organization_invitation.email,
    }),
    notify: bool({
      description:
        'Whether the link is mailed; this needs a selected email server. Turned on later, a new link is mailed and the old one dies. Default `true`.',
      optional: true,
      computed: true,
      default: true,
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
  },
  collection: INVITATIONS,
  toWire: ({ plan, prior }) => ({ email: prior ? undefined : plan.email, notify: plan.notify }),
  fromWire: ({ id, email, notify, state, expires_at }: InvitationView) => ({
    ...settingsReference,
    id,
    email,
    notify,
    state,
    expires_at,
  }),
  // Without `notify` the API does not ask for an email server, so there is nothing to wait for.
  creating: whenEmailServerSelected,
  beforeUpdate: async ({ client, signal, plan, prior, save }) => {
    if (!plan.notify || prior.notify || prior.state === 'accepted') return;
    await client.post(`${INVITATIONS}/${segment(prior.id)}/regenerate`, { notify: true }, signal);
    save({ notify: true });
  },
  findExisting: async ({ client, plan, signal }) => {
    const { results } = await client.get<{ results: InvitationView[] }>(INVITATIONS, signal);
    const email = plan.email.toLowerCase();
    return results.find((one) => one.state === 'pending' && one.email.toLowerCase() === email)?.id;
  },
});

export const organizationInvitation = defineResource({
  ...invitation,
  read: async (context) => {
    const state = await invitation.read(context);
    if (state?.state === 'expired') warnOfExpiry(String(state.email), context.warn);
    return state;
  },
});

function warnOfExpiry(email: string, warn: Warn): void {
  warn(
    `The invitation of ${email} has expired`,
    'Its link no longer works. To invite again, run apply with -replace=<address of this resource>; or remove it.',
  );
}
