import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../context.ts';
import { demandFresh, etagOf } from '../crud/etag.ts';
import * as field from '../crud/field.ts';
import { locateItem } from '../crud/locate.ts';
import { createSchema, parse, parseBody } from '../crud/parse.ts';
import { newRow, save, store } from '../crud/service.ts';
import { pickFields, present } from '../crud/view.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Call } from '../http/route.ts';
import { inWords } from '../mail/duration.ts';
import { enqueue } from '../mail/outbox.ts';
import { findCloudSetting } from '../resources/cloud-settings.ts';
import {
  demandMailServer,
  demandNonePending,
  type OrgInvitationRow,
  orgInvitation,
} from '../resources/org-invitation.ts';
import { issueOneTimeToken, revokeOneTimeTokens } from './one-time-token.ts';

/** `POST /api/cloud/org-invitations`: its answer is one of the two places where the link is seen. */
export async function invite(scope: Scope, call: Call): Promise<Answer> {
  const input = parseBody(orgInvitation, createSchema(orgInvitation), call.body);
  const row = newRow(scope, orgInvitation, scope.adminOrgId, {}, input) as OrgInvitationRow;
  const ttlS = (await findCloudSetting(scope.manager)).invitation_ttl;
  row.expires_at = firstExpiry(scope, input.notify !== false, ttlS);
  await store(scope, orgInvitation, { row, before: null, input, parents: {} });
  const link = await sendLink(scope, row, ttlS);
  return answer(scope, row, link, call, 201);
}

const regeneration = z.strictObject({ notify: field.flag().optional() });

/** A new link for an invitation that is not accepted yet; the old one is dead from here on. */
export async function regenerate(scope: Scope, call: Call): Promise<Answer> {
  const before = (await locateItem(scope, orgInvitation, {}, call.params)) as OrgInvitationRow;
  await demandFresh(scope, before, `org invitation "${before.name}"`, call.headers);
  const { notify = before.notify } = parse('RegenerateInvitation', regeneration, call.body ?? {});
  if (before.accepted_at) throw new ApiError('conflict', 'The invitation is accepted; it needs no new link.');
  await demandNonePending(scope, before);
  await demandMailServer(scope, notify);
  await withdraw(scope, before.id);
  const ttlS = (await findCloudSetting(scope.manager)).invitation_ttl;
  const row: OrgInvitationRow = { ...before, notify, expires_at: firstExpiry(scope, notify, ttlS) };
  await save(scope, orgInvitation, before, row);
  const link = await sendLink(scope, row, ttlS);
  return answer(scope, row, link, call, 200);
}

/** A link that is mailed lives from when the mail first left; any other from now. */
function firstExpiry(scope: Scope, notify: boolean, ttlS: number): Date | null {
  return notify ? null : new Date(scope.now.getTime() + ttlS * 1000);
}

/** Makes the link, and puts the mail with it into the outbox where one is wanted. */
async function sendLink(scope: Scope, row: OrgInvitationRow, ttlS: number): Promise<string> {
  const token = await issueOneTimeToken(scope, 'invitation', row.id, row.expires_at);
  const link = `${scope.publicUrl()}/manager/activate?activation=${Buffer.from(token).toString('base64')}`;
  if (!row.notify) return link;
  await enqueue(scope.manager, scope.cipher, {
    org_id: row.org_id,
    template: 'invitation',
    recipient: row.email,
    variables: { link, valid_for: inWords(ttlS) },
    cause: { type: orgInvitation.type, id: row.id },
    updated_by: scope.caller.id,
  });
  return link;
}

async function answer(scope: Scope, row: OrgInvitationRow, link: string, call: Call, status: number): Promise<Answer> {
  const view = { ...(await present(scope, orgInvitation, row)), activation_link: link };
  return { status, body: pickFields(view, call.query.fields), headers: { ETag: etagOf(row) } };
}

/** Makes the link dead, and takes back the mail with it as long as no worker has it. */
export async function withdraw(scope: Scope, invitationId: string): Promise<void> {
  await revokeOneTimeTokens(scope.manager, invitationId);
  await scope.manager.query(
    `DELETE FROM delivery WHERE cause_type = $1 AND cause_id = $2 AND state = 'queued' AND first_sent_at IS NULL`,
    [orgInvitation.type, invitationId],
  );
}

/** The mail has left for the first time: from now on the link's days are counted. */
export async function startInvitationClock(manager: EntityManager, invitationId: string): Promise<void> {
  const now = new Date();
  const ttlS = (await findCloudSetting(manager)).invitation_ttl;
  const expiresAt = new Date(now.getTime() + ttlS * 1000);
  await manager.query(
    `UPDATE org_invitation SET expires_at = $2, updated_at = $3, updated_by = NULL, version = version + 1
      WHERE id = $1 AND expires_at IS NULL AND accepted_at IS NULL`,
    [invitationId, expiresAt, now],
  );
  await manager.query(
    `UPDATE one_time_token SET expires_at = $2, updated_at = $3, version = version + 1
      WHERE subject_id = $1 AND expires_at IS NULL AND used_at IS NULL`,
    [invitationId, expiresAt, now],
  );
}
