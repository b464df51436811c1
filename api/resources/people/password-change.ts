import { IsNull } from 'typeorm';
import { endSessionsOf } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import { save } from '../../crud/store.ts';
import { enqueue } from '../../mail/outbox/outbox.ts';
import { endKeysOf } from '../../tables/api-key.ts';
import { oneTimeTokenTable } from '../../tables/one-time-token.ts';
import { type UserRow, userTable } from '../../tables/user.ts';

/** Gives a user, whose row is locked, a new password, with all that follows from it. */
export async function setPassword(scope: Scope, before: UserRow, passwordHash: string): Promise<void> {
  const row: UserRow = { ...before, password_hash: passwordHash };
  await save(scope, { type: 'user', table: userTable }, before, row);
  await followUserChange(scope, before, row);
}

/**
 * What follows from a change of a user: a new password or a disabled account ends every session but the caller's own,
 * a disabled account its API keys too, links for a new password die with it and with a change of address, and the person
 * hears of a new password, and at the old address of another one.
 */
export async function followUserChange(scope: Scope, before: Readonly<UserRow>, row: UserRow): Promise<void> {
  const isRenewed = row.password_hash !== before.password_hash;
  const isDisabled = row.state !== 'enabled';
  if (isDisabled) await endKeysOf(scope.manager, row.id);
  if (isRenewed || isDisabled) await endSessionsOf(scope.manager, row.id, scope.caller.sessionId);
  if (isRenewed || isDisabled || row.email !== before.email) await revokeLinks(scope, row);
  if (isRenewed && before.password_hash !== null) await tell(scope, 'password-changed', row);
  if (row.email !== before.email) await tell(scope, 'address-changed', before);
}

/** The link just used stays, so that a repeated request with an Idempotency-Key gets its answer. */
async function revokeLinks(scope: Scope, { id }: UserRow): Promise<void> {
  await scope.manager
    .getRepository(oneTimeTokenTable)
    .delete({ subject_id: id, purpose: 'password-reset', used_at: IsNull() });
}

async function tell(scope: Scope, template: string, user: Readonly<UserRow>): Promise<void> {
  const { id, org_id, username, email, language } = user;
  if (email === null) return;
  await enqueue(scope.manager, scope.cipher, {
    org_id,
    template,
    recipient: email,
    variables: { username },
    language,
    cause: { type: 'user', id },
    updated_by: scope.caller.id,
  });
}
