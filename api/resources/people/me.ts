import { z } from 'zod';
import { hashPassword, verifyPassword } from '../../access/password.ts';
import { perCaller } from '../../access/rate-limit.ts';
import { endSession } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import type { Definition } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { findOne } from '../../crud/locate.ts';
import { parse } from '../../crud/parse.ts';
import { singletonRoutes } from '../../crud/singleton.ts';
import { ApiError, notFound, violation } from '../../errors.ts';
import type { Answer, Call, Route, ScopedRoute } from '../../http/route.ts';
import type { UserRow } from '../../tables/user.ts';
import { setPassword } from './password-change.ts';
import { user } from './user.ts';

const passwordChange = z
  .strictObject({
    current_password: z.string('must be a string').max(1024),
    password: field.password(),
  })
  .meta({ id: 'PasswordChange' });

/** The hash that the current password was compared with, and that of the new one; undefined: it was not right. */
type PreparedChange = { provenHash: string; newHash: string } | undefined;

const changePasswordRoute: ScopedRoute<PreparedChange> = {
  method: 'post',
  path: '/me/change-password',
  access: 'signed-in',
  audit: { isOwnAccount: true },
  doc: { summary: 'Changes the password; other sessions end.', body: passwordChange },
  count: perCaller('password-change'),
  prepare: prepareChange,
  run: changePassword,
};

/** The account of whoever asks is a user with a type of its own. */
const me: Definition<UserRow> = { ...(user as Definition<UserRow>), shownType: 'me', schema: 'Me' };

/** Reads and changes the account of whoever is signed in. */
export const meRoutes: readonly Route[] = [
  ...singletonRoutes({
    definition: user,
    shown: me,
    paths: ['/me'],
    access: { read: 'signed-in', write: 'signed-in' },
    find: (scope, _call, _path, lock) => findMe(scope, lock),
    noun: 'account',
    audit: { isOwnAccount: true },
    summaries: {
      read: 'Shows the account of whoever is signed in.',
      write: 'Changes the account of whoever is signed in.',
    },
    demand: demandNoPassword,
  }),
  changePasswordRoute as Route,
  {
    method: 'post',
    path: '/me/sign-out',
    access: 'signed-in',
    audit: { isOwnAccount: true },
    doc: { summary: 'Ends the session of the token.' },
    run: signOut,
  },
];

async function findMe(scope: Scope, lock: boolean): Promise<UserRow> {
  if (scope.caller.kind !== 'user')
    throw new ApiError('forbidden', 'Forbidden: a registration has no account of its own.');
  const row = await findOne(scope, user, { id: scope.caller.id }, lock ? { lock: 'FOR UPDATE' } : {});
  if (!row) throw notFound();
  return row;
}

function demandNoPassword(_scope: Scope, call: Call): void {
  if ('password' in Object(call.body)) throw violation('/password', 'is changed with POST /api/me/change-password');
}

/** A wrong password is refused later: a repeated request with an Idempotency-Key gets its answer all the same. */
async function prepareChange(scope: Scope, call: Call): Promise<PreparedChange> {
  const { password_hash: provenHash } = await findMe(scope, false);
  const sent = parse('PasswordChange', passwordChange, call.body);
  if (provenHash === null || !(await verifyPassword(provenHash, sent.current_password))) return undefined;
  return { provenHash, newHash: await hashPassword(sent.password) };
}

async function changePassword(scope: Scope, _call: Call, prepared: PreparedChange): Promise<Answer> {
  const row = await findMe(scope, true);
  // Somebody else may have changed it meanwhile.
  if (prepared === undefined || row.password_hash !== prepared.provenHash) {
    throw violation('/current_password', 'is not the current password');
  }
  await setPassword(scope, row, prepared.newHash);
  return { status: 204 };
}

/** Ends the session: the token and whatever could renew it. */
async function signOut(scope: Scope): Promise<Answer> {
  if (scope.caller.sessionId !== undefined) await endSession(scope.manager, scope.caller.sessionId);
  return { status: 204 };
}
