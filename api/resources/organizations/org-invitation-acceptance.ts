import { z } from 'zod';
import { perCaller } from '../../access/rate-limit.ts';
import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { type Body, createSchema, parse, parseBody } from '../../crud/parse.ts';
import { newRow, save, store } from '../../crud/store.ts';
import { urlOf } from '../../crud/url.ts';
import { present } from '../../crud/view.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import { under } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { findMember } from '../../tables/member.ts';
import type { OrgInvitationRow } from '../../tables/org-invitation.ts';
import type { OrganizationRow } from '../../tables/organization.ts';
import type { UserRow } from '../../tables/user.ts';
import { clientFields } from '../people/client-authentication.ts';
import { user } from '../people/user.ts';
import {
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
import { orgInvitation } from './org-invitation.ts';
import { organization } from './organization.ts';

const registration = z
  .strictObject({ user: newAccount, org: field.map(z.looseObject({})), ...clientFields })
  .meta({ id: 'RegisterInvitation' });
const acceptance = z
  .strictObject({ user: knownAccount, org: field.map(z.looseObject({})), ...clientFields })
  .meta({ id: 'AcceptInvitation' });

const answer = z
  .strictObject({
    member: viewSchema(member),
    org: viewSchema(organization),
    credentials: credentialsView,
  })
  .meta({ id: 'InvitedOwner' });

const common = {
  method: 'post',
  access: 'invitation',
  audit: { type: orgInvitation.type },
  count: perCaller('link'),
} as const;

/** How an invited person opens their organization: with a new account, or with the one they have. */
export const orgInvitationAcceptanceRoutes: readonly Route[] = [
  {
    ...common,
    path: '/cloud/org-invitations/{item}/register',
    doc: { summary: 'Opens account and organization at once.', body: registration, answer, statuses: [201] },
    prepare: (_scope, call) => prepareAccount(Object(call.body).user),
    run: (scope, call, hash) => register(scope, call, hash as string | undefined),
  },
  {
    ...common,
    path: '/cloud/org-invitations/{item}/accept',
    audit: {
      ...common.audit,
      provesPassword: true,
      accountTried: (context, { body }) => accountSaid(context, 'provider', Object(body).user),
    },
    doc: { summary: 'Opens the organization for an existing user.', body: acceptance, answer, statuses: [201] },
    prepare: (scope, call) => proveAccount(scope, 'provider', Object(call.body).user, call.address),
    run: (scope, call, hash) => accept(scope, call, hash as string | undefined),
  },
];

async function register(scope: Scope, call: Call, passwordHash: string | undefined): Promise<Answer> {
  const invitation = await comeByLink(scope, orgInvitation, call);
  const sent = parse('RegisterInvitation', registration, call.body);
  const person = await under('/user', () => openAccount(scope, 'provider', invitation, sent.user, passwordHash));
  return open(asPerson(scope, person), call, invitation, person, sent.org);
}

async function accept(scope: Scope, call: Call, provenHash: string | undefined): Promise<Answer> {
  const invitation = await comeByLink(scope, orgInvitation, call);
  const sent = parse('AcceptInvitation', acceptance, call.body);
  const person = await under('/user', () => recognise(scope, 'provider', sent.user, provenHash));
  return open(asPerson(scope, person), call, invitation, person, sent.org);
}

async function open(
  scope: Scope,
  call: Call,
  invitation: OrgInvitationRow,
  person: InvitedPerson,
  sent: Body,
): Promise<Answer> {
  const { user: owner } = person;
  const org = await under('/org', () => createOrganization(scope, owner, sent));
  await save(scope, orgInvitation, invitation, {
    ...invitation,
    accepted_at: scope.now,
    invited_org_id: org.id,
    invited_user_id: owner.id,
  });
  const place = await findMember(scope.manager, org.id, owner.id);
  if (!place) throw new Error('A new organization lacks its owner.');
  return {
    status: 201,
    body: {
      member: await present(scope, member, place),
      org: await present(scope, organization, org),
      credentials: await signInPerson(scope, call, person),
    },
    headers: { 'Cache-Control': 'no-store' },
  };
}

async function createOrganization(scope: Scope, owner: UserRow, sent: Body): Promise<OrganizationRow> {
  const body = { ...sent, owner_url: urlOf(scope, user, owner) };
  const { owner_url: _owner, ...input } = parseBody(organization, createSchema(organization), body);
  const row: OrganizationRow = { ...newRow(scope, organization, {}, input), owner_id: owner.id };
  await store(scope, organization, { row, before: null, input });
  return row;
}
