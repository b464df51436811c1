import { z } from 'zod';
import { perCaller } from '../../access/rate-limit.ts';
import type { Scope } from '../../context.ts';
import { parse } from '../../crud/parse.ts';
import { save } from '../../crud/store.ts';
import { present } from '../../crud/view.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import { ApiError, under } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { findMember } from '../../tables/member.ts';
import type { MemberInvitationRow } from '../../tables/member-invitation.ts';
import { clientFields } from '../people/client-authentication.ts';
import {
  accountIn,
  accountSaid,
  asPerson,
  comeByLink,
  credentialsView,
  type InvitedPerson,
  knownAccount,
  newAccount,
  openAccount,
  prepareAccount,
  proveAccount,
  recognise,
  signInPerson,
} from './invited-person.ts';
import { member } from './member.ts';
import { memberInvitation } from './member-invitation.ts';
import { enrol } from './membership.ts';

const answer = z
  .strictObject({
    member: viewSchema(member),
    credentials: credentialsView,
  })
  .meta({ id: 'InvitedMember' });

const common = {
  method: 'post',
  access: 'invitation',
  audit: { type: memberInvitation.type },
  count: perCaller('link'),
} as const;

/** How an invited person joins an organization: with a new account, or with the one they have. */
export const memberInvitationAcceptanceRoutes: readonly Route[] = [
  {
    ...common,
    path: '/orgs/{org}/member-invitations/{item}/register',
    doc: {
      summary: 'Opens an account and joins the organization with it.',
      body: z
        .union([z.strictObject({ user: newAccount, ...clientFields }), newAccount])
        .meta({ id: 'RegisterMemberInvitation' }),
      answer,
      statuses: [201],
    },
    prepare: (_scope, call) => prepareAccount(accountIn(call.body).sent),
    run: (scope, call, hash) => register(scope, call, hash as string | undefined),
  },
  {
    ...common,
    path: '/orgs/{org}/member-invitations/{item}/accept',
    audit: {
      ...common.audit,
      provesPassword: true,
      accountTried: (context, { organization, body }) =>
        accountSaid(context, organization.org_type, accountIn(body).sent),
    },
    doc: {
      summary: 'Joins the organization as an existing user.',
      body: z
        .union([z.strictObject({ user: knownAccount, ...clientFields }), knownAccount])
        .meta({ id: 'AcceptMemberInvitation' }),
      answer,
      statuses: [201],
    },
    prepare: (scope, call) => proveAccount(scope, call.organization.org_type, accountIn(call.body).sent, call.address),
    run: (scope, call, hash) => accept(scope, call, hash as string | undefined),
  },
];

async function register(scope: Scope, call: Call, passwordHash: string | undefined): Promise<Answer> {
  const invitation = await invitationOf(scope, call);
  const { sent, prefix } = accountIn(call.body);
  const { org_type: orgType } = call.organization;
  const person = await under(prefix, () => openAccount(scope, orgType, invitation, sent, passwordHash));
  return join(asPerson(scope, person), call, invitation, person);
}

async function accept(scope: Scope, call: Call, provenHash: string | undefined): Promise<Answer> {
  const invitation = await invitationOf(scope, call);
  const { sent, prefix } = accountIn(call.body);
  const person = await under(prefix, () => recognise(scope, call.organization.org_type, sent, provenHash));
  return join(asPerson(scope, person), call, invitation, person);
}

async function invitationOf(scope: Scope, call: Call): Promise<MemberInvitationRow> {
  const invitation = await comeByLink(scope, memberInvitation, call);
  if (accountIn(call.body).prefix)
    parse('JoinOrganization', z.strictObject({ user: z.unknown(), ...clientFields }), call.body);
  return invitation;
}

async function join(scope: Scope, call: Call, invitation: MemberInvitationRow, person: InvitedPerson): Promise<Answer> {
  const { user } = person;
  const same = await findMember(scope.manager, invitation.org_id, user.id);
  if (same) throw new ApiError('conflict', `${user.username} is a member already, as "${same.name}".`);
  const place = await enrol(scope, invitation.org_id, user, invitation.role_ids);
  await save(scope, memberInvitation, invitation, {
    ...invitation,
    accepted_at: scope.now,
    member_id: place.id,
  });
  const body = {
    member: await present(scope, member, place),
    credentials: await signInPerson(scope, call, person),
  };
  return { status: 201, body, headers: { 'Cache-Control': 'no-store' } };
}
