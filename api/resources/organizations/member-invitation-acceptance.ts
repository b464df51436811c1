import { z } from 'zod';
import { perCaller } from '../../access/rate-limit.ts';
import type { Scope } from '../../context.ts';
import { parse } from '../../crud/parse.ts';
import { save } from '../../crud/service.ts';
import { present } from '../../crud/view.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import { ApiError } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { findMember } from '../../tables/member.ts';
import type { MemberInvitationRow } from '../../tables/member-invitation.ts';
import { type OrganizationRow, organizationTable } from '../../tables/organization.ts';
import {
  accountIn,
  asPerson,
  comeByLink,
  type InvitedPerson,
  knownAccount,
  newAccount,
  openAccount,
  recognise,
  under,
} from './invited-person.ts';
import { member } from './member.ts';
import { memberInvitation } from './member-invitation.ts';
import { enrol } from './membership.ts';

/** How an invited person joins an organization: with a new account, or with the one they have. */
export function joinRoutes(): Route[] {
  const answer = z.strictObject({
    member: viewSchema(member),
    credentials: z.strictObject({ realm: z.string(), username: z.string() }),
  });
  return [
    {
      method: 'post',
      path: '/orgs/{org}/member-invitations/{item}/register',
      access: 'invitation',
      limit: perCaller('link'),
      doc: {
        summary: 'Opens an account and joins the organization with it.',
        body: z.union([z.strictObject({ user: newAccount }), newAccount]),
        answer,
        statuses: [201],
      },
      run: register,
    },
    {
      method: 'post',
      path: '/orgs/{org}/member-invitations/{item}/accept',
      access: 'invitation',
      limit: perCaller('link'),
      doc: {
        summary: 'Joins the organization as an existing user.',
        body: z.union([z.strictObject({ user: knownAccount }), knownAccount]),
        answer,
        statuses: [201],
      },
      run: accept,
    },
  ];
}

async function register(scope: Scope, call: Call): Promise<Answer> {
  const { invitation, org } = await invitationOf(scope, call);
  const { sent, prefix } = accountIn(call.body);
  const person = await under(prefix, () => openAccount(scope, org.org_type, invitation.email, sent));
  return join(asPerson(scope, person), invitation, person);
}

async function accept(scope: Scope, call: Call): Promise<Answer> {
  const { invitation, org } = await invitationOf(scope, call);
  const { sent, prefix } = accountIn(call.body);
  const person = await under(prefix, () => recognise(scope, org.org_type, sent));
  return join(asPerson(scope, person), invitation, person);
}

async function invitationOf(
  scope: Scope,
  call: Call,
): Promise<{ invitation: MemberInvitationRow; org: OrganizationRow }> {
  const invitation = (await comeByLink(scope, memberInvitation, call)) as MemberInvitationRow;
  if (accountIn(call.body).prefix) parse('JoinOrganization', z.strictObject({ user: z.unknown() }), call.body);
  const org = await scope.manager.getRepository(organizationTable).findOneByOrFail({ id: invitation.org_id });
  return { invitation, org };
}

async function join(scope: Scope, invitation: MemberInvitationRow, { user, realm }: InvitedPerson): Promise<Answer> {
  const same = await findMember(scope.manager, invitation.org_id, user.id);
  if (same) throw new ApiError('conflict', `${user.username} is a member already, as "${same.name}".`);
  const place = await enrol(scope, invitation.org_id, user, invitation.role_ids);
  await save(scope, memberInvitation, invitation, {
    ...invitation,
    accepted_at: scope.now,
    member_id: place.id,
  } as MemberInvitationRow);
  const body = { member: await present(scope, member, place), credentials: { realm, username: user.username } };
  return { status: 201, body };
}
