import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { deadLink, issueOneTimeToken, redeem } from '../../access/one-time-token.ts';
import { perCaller } from '../../access/rate-limit.ts';
import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { locateItem, locateParents } from '../../crud/locate.ts';
import { parse } from '../../crud/parse.ts';
import { violation } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { inWords } from '../../mail/duration.ts';
import { enqueue } from '../../mail/outbox.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { setPassword } from './password-change.ts';
import {
  demandMailServer,
  limitResetRequests,
  passwordResetRequest,
  requestPasswordReset,
} from './password-reset-request.ts';
import { user } from './user.ts';

/** What the mail with a link says it is about; its id is that of the link's token. */
export const RESET_CAUSE = 'password_reset';

const newPassword = z.strictObject({ password: field.password() });
const REGISTRY = '/user-registries/{org}/{user_registry}';

/** A new password for whoever forgot theirs: asked for by themselves or by an administrator, set by the mailed link. */
export const passwordResetRoutes: Route[] = [
  {
    method: 'post',
    path: '/request-password-reset',
    access: 'open',
    limit: limitResetRequests,
    doc: {
      summary: 'Asks for a mail with a link for a new password; the answer is the same for every address.',
      body: passwordResetRequest,
    },
    run: requestPasswordReset,
  },
  {
    method: 'post',
    path: '/me/reset-password',
    access: 'password-reset',
    limit: perCaller('link'),
    doc: { summary: 'Sets a new password, with the token of the mailed link as bearer.', body: newPassword },
    run: resetPassword,
  },
  {
    method: 'post',
    path: `${REGISTRY}/users/{item}/reset-password`,
    access: ['org/settings:manage'],
    limit: perCaller('invitation'),
    doc: { summary: 'Mails a user a link for a new password.' },
    run: resetByAdministrator,
  },
];

async function resetPassword(scope: Scope, call: Call): Promise<Answer> {
  const { password } = parse('PasswordReset', newPassword, call.body);
  await redeem(scope, 'password-reset', call);
  const where = { id: scope.caller.id ?? '', state: 'enabled' as const };
  const row = await scope.manager.getRepository(userTable).findOne({ where, lock: { mode: 'pessimistic_write' } });
  if (!row) throw deadLink();
  await setPassword(scope, row, password);
  return { status: 204 };
}

async function resetByAdministrator(scope: Scope, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, REGISTRY, call.params);
  const row = (await locateItem(scope, user, parents, call.params)) as UserRow;
  if (row.email === null) throw violation('', `The user ${row.username} has no e-mail address to send a link to.`);
  await demandMailServer(scope);
  const { admin_user_registry_ids: ids } = await findCloudSetting(scope.manager);
  await mailResetLink(scope, row, ids.includes(row.user_registry_id) ? 'cloud' : 'manager');
  return { status: 204 };
}

/** Puts a mail with a fresh link into the outbox; the link's time begins when the mail first leaves. */
export async function mailResetLink(scope: Scope, row: UserRow, page: 'cloud' | 'manager'): Promise<void> {
  if (row.email === null) return;
  const id = randomUUID();
  const token = await issueOneTimeToken(scope, 'password-reset', row.id, null, id);
  const { reset_password_ttl: ttlS } = await findCloudSetting(scope.manager);
  await enqueue(scope.manager, scope.cipher, {
    org_id: scope.adminOrgId,
    template: 'password-reset',
    recipient: row.email,
    variables: {
      username: row.username,
      link: `${scope.publicUrl()}/${page}/reset#${token}`,
      valid_for: inWords(ttlS),
    },
    cause: { type: RESET_CAUSE, id },
    updated_by: scope.caller.id,
  });
}

/** The mail has left for the first time: from now on the link's time is counted. */
export async function startResetClock(manager: EntityManager, tokenId: string): Promise<void> {
  const { reset_password_ttl: ttlS } = await findCloudSetting(manager);
  await manager.query(
    `UPDATE one_time_token SET expires_at = now() + make_interval(secs => $2), updated_at = now(), version = version + 1
      WHERE id = $1 AND expires_at IS NULL AND used_at IS NULL`,
    [tokenId, ttlS],
  );
}
