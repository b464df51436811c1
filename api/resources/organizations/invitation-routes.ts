import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { issueOneTimeToken, revokeOneTimeTokens } from '../../access/one-time-token.ts';
import { perCaller } from '../../access/rate-limit.ts';
import type { Scope } from '../../context.ts';
import type { AnyDefinition } from '../../crud/definition.ts';
import { demandFresh, etagOf } from '../../crud/etag.ts';
import * as field from '../../crud/field.ts';
import { locateItem, locateParents } from '../../crud/locate.ts';
import { createSchema, parse, parseBody } from '../../crud/parse.ts';
import { describe, newRow, save, store } from '../../crud/service.ts';
import { pickFields, present } from '../../crud/view.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import { ApiError } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { inWords } from '../../mail/duration.ts';
import { enqueue } from '../../mail/outbox.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import type { InvitationRow } from '../../tables/invitation.ts';
import { demandMailServer, demandNonePending } from './invitation.ts';

/** A kind of invitation: what it is, and the mail that brings its link. */
export interface InvitationKind {
  definition: AnyDefinition;
  template: string;
  /** What the mail says besides the link and how long it is valid. */
  variables(scope: Scope, row: InvitationRow): Promise<Record<string, string>>;
}

const regeneration = z.strictObject({ notify: field.flag().optional() });

/** Inviting and inviting anew: the two answers in which the link is seen. */
export function invitationRoutes(kind: InvitationKind): Route[] {
  const { definition } = kind;
  const [path] = definition.paths;
  const access = definition.permissions.write;
  const answer = viewSchema(definition);
  return [
    {
      method: 'post',
      path,
      access,
      limit: perCaller('invitation'),
      doc: {
        summary: 'Invites a person; the answer carries the link.',
        body: createSchema(definition),
        answer,
        statuses: [201],
      },
      run: (scope, call) => invite(scope, kind, call),
    },
    {
      method: 'post',
      path: `${path}/{item}/regenerate`,
      access,
      limit: perCaller('invitation'),
      doc: { summary: 'Makes a new link, and the old one dead.', body: regeneration, answer },
      run: (scope, call) => regenerate(scope, kind, call),
    },
  ];
}

async function invite(scope: Scope, kind: InvitationKind, call: Call): Promise<Answer> {
  const { definition } = kind;
  const parents = await locateParents(scope, definition.paths[0], call.params);
  const input = parseBody(definition, createSchema(definition), call.body);
  const row = newRow(scope, definition, call.orgId, parents, input) as InvitationRow;
  const ttlS = (await findCloudSetting(scope.manager)).invitation_ttl;
  row.expires_at = firstExpiry(scope, input.notify !== false, ttlS);
  await store(scope, definition, { row, before: null, input, parents });
  const link = await sendLink(scope, kind, row, ttlS);
  return answerWithLink(scope, definition, row, link, call, 201);
}

/** A new link for an invitation that is not accepted yet; the old one is dead from here on. */
async function regenerate(scope: Scope, kind: InvitationKind, call: Call): Promise<Answer> {
  const { definition } = kind;
  const parents = await locateParents(scope, definition.paths[0], call.params);
  const before = (await locateItem(scope, definition, parents, call.params)) as InvitationRow;
  await demandFresh(scope, before, describe(definition, before), call.headers);
  const { notify = before.notify } = parse('RegenerateInvitation', regeneration, call.body ?? {});
  if (before.accepted_at) throw new ApiError('conflict', 'The invitation is accepted; it needs no new link.');
  await demandNonePending(scope, definition, before);
  await demandMailServer(scope, notify);
  await withdraw(scope, before.id);
  const ttlS = (await findCloudSetting(scope.manager)).invitation_ttl;
  const row: InvitationRow = { ...before, notify, expires_at: firstExpiry(scope, notify, ttlS) };
  await save(scope, definition, before, row);
  const link = await sendLink(scope, kind, row, ttlS);
  return answerWithLink(scope, definition, row, link, call, 200);
}

/** A link that is mailed lives from when the mail first left; any other from now. */
function firstExpiry(scope: Scope, notify: boolean, ttlS: number): Date | null {
  return notify ? null : new Date(scope.now.getTime() + ttlS * 1000);
}

/** Makes the link, and puts the mail with it into the outbox where one is wanted. */
async function sendLink(scope: Scope, kind: InvitationKind, row: InvitationRow, ttlS: number): Promise<string> {
  const token = await issueOneTimeToken(scope, 'invitation', row.id, row.expires_at);
  const link = `${scope.publicUrl()}/manager/activate?activation=${Buffer.from(token).toString('base64')}`;
  if (!row.notify) return link;
  await enqueue(scope.manager, scope.cipher, {
    org_id: row.org_id,
    template: kind.template,
    recipient: row.email,
    variables: { ...(await kind.variables(scope, row)), link, valid_for: inWords(ttlS) },
    cause: { type: kind.definition.type, id: row.id },
    updated_by: scope.caller.id,
  });
  return link;
}

async function answerWithLink(
  scope: Scope,
  definition: AnyDefinition,
  row: InvitationRow,
  link: string,
  call: Call,
  status: number,
): Promise<Answer> {
  const view = { ...(await present(scope, definition, row)), activation_link: link };
  return { status, body: pickFields(view, call.query.fields), headers: { ETag: etagOf(row) } };
}

/** Makes the link dead, and takes back the mail with it as long as no worker has it. */
export async function withdraw(scope: Scope, invitationId: string): Promise<void> {
  await revokeOneTimeTokens(scope.manager, invitationId);
  await scope.manager.query(`DELETE FROM delivery WHERE cause_id = $1 AND state = 'queued' AND first_sent_at IS NULL`, [
    invitationId,
  ]);
}

/** The types of invitations are the names of their tables. */
const TABLES = ['org_invitation', 'member_invitation'];

/** The mail has left for the first time: if it brought an invitation, from now on the link's days are counted. */
export async function startInvitationClock(manager: EntityManager, type: string, invitationId: string): Promise<void> {
  if (!TABLES.includes(type)) return;
  const now = new Date();
  const ttlS = (await findCloudSetting(manager)).invitation_ttl;
  const expiresAt = new Date(now.getTime() + ttlS * 1000);
  await manager.query(
    `UPDATE ${type} SET expires_at = $2, updated_at = $3, updated_by = NULL, version = version + 1
      WHERE id = $1 AND expires_at IS NULL AND accepted_at IS NULL`,
    [invitationId, expiresAt, now],
  );
  await manager.query(
    `UPDATE one_time_token SET expires_at = $2, updated_at = $3, version = version + 1
      WHERE subject_id = $1 AND expires_at IS NULL AND used_at IS NULL`,
    [invitationId, expiresAt, now],
  );
}
