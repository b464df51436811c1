import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { demandHoldsAllOf } from '../../access/giving.ts';
import { deadLink, issueOneTimeToken, redeem } from '../../access/one-time-token.ts';
import { hashPassword } from '../../access/password.ts';
import { perCaller } from '../../access/rate-limit.ts';
import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { locateItem } from '../../crud/locate.ts';
import { parse } from '../../crud/parse.ts';
import { demandMailServer } from '../../crud/selected-mail-server.ts';
import { violation } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { durationInWords } from '../../mail/content/duration.ts';
import { enqueue } from '../../mail/outbox/outbox.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import { findLifetimes } from '../../tables/org-setting.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { setPassword } from './password-change.ts';
import { countResetRequests, passwordResetRequest, requestPasswordReset } from './password-reset-request.ts';
import { user } from './user.ts';

/** What the mail with a link says it is about; its id is that of the link's token. */
export const RESET_CAUSE = 'password_reset';

const newPassword = z.strictObject({ password: field.password() }).meta({ id: 'PasswordReset' });
const [USERS] = user.paths;

/** A new password for whoever forgot theirs: asked for by themselves or by an administrator, set by the mailed link. */
export const passwordResetRoutes: Route[] = [
  {
    method: 'post',
    path: '/request-password-reset',
    access: 'open',
    count: countResetRequests,
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
    count: perCaller('link'),
    audit: { isOwnAccount: true },
    doc: { summary: 'Sets a new password, with the token of the mailed link as bearer.', body: newPassword },
    prepare: (_scope, call) => hashSent(call),
    run: (scope, call, hash) => resetPassword(scope, call, hash as string),
  },
  {
    method: 'post',
    path: `${USERS}/{item}/reset-password`,
    access: ['org/settings:manage'],
    count: perCaller('invitation'),
    audit: { type: user.type },
    doc: { summary: 'Mails a user a link for a new password.' },
    run: resetByAdministrator,
  },
];

async function hashSent(call: Call): Promise<string> {
  return hashPassword(parse('PasswordReset', newPassword, call.body).password);
}

async function resetPassword(scope: Scope, call: Call, passwordHash: string): Promise<Answer> {
  await redeem(scope, 'password-reset', call.headers);
  const where = { id: scope.caller.id ?? '', state: 'enabled' as const };
  const row = await scope.manager.getRepository(userTable).findOne({ where, lock: { mode: 'pessimistic_write' } });
  if (!row) throw deadLink();
  await setPassword(scope, row, passwordHash);
  return { status: 204 };
}

async function resetByAdministrator(scope: Scope, call: Call): Promise<Answer> {
  const row = await locateItem(scope, user, USERS, call.params);
  await demandHoldsAllOf(scope, row.id);
  if (row.email === null) throw violation('', `The user ${row.username} has no e-mail address to send a link to.`);
  await demandMailServer(scope);
  const { admin_user_registry_ids: ids } = await findCloudSetting(scope.manager);
  await mailResetLink(scope, row, ids.includes(row.user_registry_id) ? 'cloud' : 'manager');
  return { status: 204 };
}

/** Puts a mail with a fresh link into the outbox; the link's time begins when it may first have arrived. */
export async function mailResetLink(scope: Scope, row: UserRow, page: 'cloud' | 'manager'): Promise<void> {
  if (row.email === null) return;
  const id = randomUUID();
  const { reset_password_ttl: ttlS } = await findLifetimes(scope.manager, row.org_id);
  const token = await issueOneTimeToken(scope, 'password-reset', row.id, { ttlS }, id);
  await enqueue(scope.manager, scope.cipher, {
    org_id: row.org_id,
    template: 'password-reset',
    recipient: row.email,
    variables: {
      username: row.username,
      link: `${scope.publicUrl()}/${page}/reset#${token}`,
      valid_for: durationInWords(ttlS, row.language),
    },
    language: row.language,
    cause: { type: RESET_CAUSE, id },
    updated_by: scope.caller.id,
  });
}

/** The mail may have arrived for the first time: from now on the link's time is counted. */
export async function startResetClock(manager: EntityManager, tokenId: string): Promise<void> {
  const [user]: { org_id: string }[] = await manager.query(
    'SELECT u.org_id FROM one_time_token t JOIN "user" u ON u.id = t.subject_id WHERE t.id = $1',
    [tokenId],
  );
  if (!user) return;
  const { reset_password_ttl: ttlS } = await findLifetimes(manager, user.org_id);
  await manager.query(
    `UPDATE one_time_token SET expires_at = least(now() + make_interval(secs => $2), ends_at), updated_at = now(), version = version + 1
      WHERE id = $1 AND expires_at IS NULL AND used_at IS NULL`,
    [tokenId, ttlS],
  );
}
