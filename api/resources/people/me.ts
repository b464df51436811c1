import { z } from 'zod';
import { verifyPassword } from '../../access/password.ts';
import { perCaller } from '../../access/rate-limit.ts';
import { endSession } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import { demandFresh, etagOf } from '../../crud/etag.ts';
import * as field from '../../crud/field.ts';
import { parse, parseBody, updateSchema } from '../../crud/parse.ts';
import { change } from '../../crud/service.ts';
import { pickFields, present } from '../../crud/view.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import { ApiError, violation } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { setPassword } from './password-change.ts';
import { user } from './user.ts';

/** Reads and changes the account of whoever is signed in. */
export function meRoutes(): Route[] {
  const answer = viewSchema(user);
  const body = updateSchema(user);
  return [
    {
      method: 'get',
      path: '/me',
      access: 'signed-in',
      doc: { summary: 'Shows the account of whoever is signed in.', answer },
      run: readMe,
    },
    {
      method: 'put',
      path: '/me',
      access: 'signed-in',
      doc: { summary: 'Changes the account of whoever is signed in.', body, answer },
      run: writeMe,
    },
    {
      method: 'post',
      path: '/me/change-password',
      access: 'signed-in',
      doc: { summary: 'Changes the password; other sessions end.', body: passwordChange },
      limit: perCaller('password-change'),
      run: changePassword,
    },
    {
      method: 'post',
      path: '/me/sign-out',
      access: 'signed-in',
      doc: { summary: 'Ends the session of the token.' },
      run: signOut,
    },
  ];
}

async function findMe(scope: Scope, lock: boolean): Promise<UserRow> {
  if (scope.caller.kind !== 'user')
    throw new ApiError('forbidden', 'Forbidden: a registration has no account of its own.');
  return scope.manager.getRepository(userTable).findOneOrFail({
    where: { id: scope.caller.id ?? '' },
    ...(lock && { lock: { mode: 'pessimistic_write' as const } }),
  });
}

async function answer(scope: Scope, row: UserRow, call: Call): Promise<Answer> {
  const view = await present(scope, user, row);
  return { status: 200, body: pickFields(view, call.query.fields), headers: { ETag: etagOf(row) } };
}

async function readMe(scope: Scope, call: Call): Promise<Answer> {
  return answer(scope, await findMe(scope, false), call);
}

async function writeMe(scope: Scope, call: Call): Promise<Answer> {
  const before = await findMe(scope, true);
  await demandFresh(scope, before, 'account', call.headers);
  const input = parseBody(user, updateSchema(user), call.body);
  if ('password' in input) throw violation('/password', 'is changed with POST /api/me/change-password');
  if ('username' in input && input.username !== before.username) throw violation('/username', 'cannot be changed');
  const row = { ...before };
  await change(scope, user, { row, before, input, parents: {} });
  return answer(scope, row, call);
}

const passwordChange = z.strictObject({
  current_password: z.string('must be a string').max(1024),
  password: field.password(),
});

async function changePassword(scope: Scope, call: Call): Promise<Answer> {
  const row = await findMe(scope, true);
  const sent = parse('PasswordChange', passwordChange, call.body);
  if (!row.password_hash || !(await verifyPassword(row.password_hash, sent.current_password))) {
    throw violation('/current_password', 'is not the current password');
  }
  await setPassword(scope, row, sent.password);
  return { status: 204 };
}

/** Ends the session: the token and whatever could renew it. */
async function signOut(scope: Scope): Promise<Answer> {
  if (scope.caller.sessionId !== undefined) await endSession(scope.manager, scope.caller.sessionId);
  return { status: 204 };
}
