import { z } from 'zod';
import { demandHoldsAllOf } from '../../access/giving.ts';
import { hashPassword } from '../../access/password.ts';
import { perCaller } from '../../access/rate-limit.ts';
import { endSession } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import type { Definition } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { findOne } from '../../crud/locate.ts';
import { type Body, isObject, parse, updateSchema } from '../../crud/parse.ts';
import { singletonRoutes } from '../../crud/singleton.ts';
import { ApiError, notFound, violation } from '../../errors.ts';
import type { Answer, Call, Route, ScopedRoute } from '../../http/route.ts';
import type { UserRow } from '../../tables/user.ts';
import { setPassword } from './password-change.ts';
import { user } from './user.ts';
import { proveOwnPassword } from './user-proof.ts';

const currentPassword = () => z.string('must be a string').max(1024);

const passwordChange = z
  .strictObject({
    current_password: currentPassword(),
    password: field.password(),
  })
  .meta({ id: 'PasswordChange' });

const accountChange = updateSchema(user)
  .extend({ current_password: currentPassword().optional().describe('Needed for another e-mail address.') })
  .meta({ id: 'AccountUpdate' });

/** The hash that the current password was compared with, and that of the new one; undefined: it was not right. */
type PreparedChange = { provenHash: string; newHash: string } | undefined;

const changePasswordRoute: ScopedRoute<PreparedChange> = {
  method: 'post',
  path: '/me/change-password',
  access: 'signed-in',
  audit: { isOwnAccount: true, provesPassword: true },
  doc: { summary: 'Changes the password; other sessions end.', body: passwordChange },
  count: perCaller('password-change'),
  prepare: prepareChange,
  run: changePassword,
};

/** The account of whoever asks is a user with a type of its own. */
const me: Definition<UserRow> = { ...(user as Definition<UserRow>), shownType: 'me', schema: 'Me' };

/** The account of whoever is signed in; links for a new password go to its address, which therefore takes the password. */
const accountRoutes = singletonRoutes({
  definition: user,
  shown: me,
  paths: ['/me'],
  access: { read: 'signed-in', write: 'signed-in' },
  find: (scope, _call, _path, lock) => findMe(scope, lock),
  noun: 'account',
  audit: { isOwnAccount: true },
  summaries: {
    read: 'Shows the account of whoever is signed in.',
    write: 'Changes the account of whoever is signed in; another e-mail address takes the password.',
  },
  demand: demandNeitherPasswordNorState,
}).map((route) => (route.method === 'put' ? provingAddress(route) : route));

/** Reads and changes the account of whoever is signed in. */
export const meRoutes: readonly Route[] = [
  ...accountRoutes,
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

function demandNeitherPasswordNorState(_scope: Scope, { body }: Call, view: Body): void {
  const sent = isObject(body) ? body : {};
  if ('password' in sent) throw violation('/password', 'is changed with POST /api/me/change-password');
  if ('state' in sent && sent.state !== view.state) throw violation('/state', 'is changed by an administrator');
}

/** The route that changes the account, with proof of the password where the address is another one. */
function provingAddress(route: Route): Route {
  const { run, doc, ...rest } = route as ScopedRoute;
  const proving: ScopedRoute<string | undefined> = {
    ...rest,
    audit: { isOwnAccount: true, provesPassword: true },
    ...(doc && { doc: { ...doc, body: accountChange } }),
    prepare: proveForAddress,
    async run(scope, call, provenHash) {
      const row = await findMe(scope, true);
      if (isOtherAddress(row, call) && row.password_hash !== provenHash) throw wrongPassword();
      return run(scope, { ...call, body: withoutProof(call.body) }, undefined);
    },
  };
  return proving as Route;
}

/** The hash that the current password is right for, where it is asked for; undefined: it is not right. */
async function proveForAddress(scope: Scope, call: Call): Promise<string | undefined> {
  const row = await findMe(scope, false);
  const { current_password } = Object(call.body);
  const sent = parse('AccountUpdate', z.object({ current_password: currentPassword().optional() }), {
    current_password,
  });
  if (!isOtherAddress(row, call)) return undefined;
  await demandHoldsAllOf(scope, row.id);
  if (sent.current_password !== undefined) return proveOwnPassword(scope, row, sent.current_password, call.address);
  throw violation('/current_password', 'is required to change the e-mail address', 'password_required');
}

function isOtherAddress(row: UserRow, { body }: Call): boolean {
  return isObject(body) && body.email !== undefined && body.email !== row.email;
}

function withoutProof(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { current_password: _proof, ...rest } = body;
  return rest;
}

const wrongPassword = () => violation('/current_password', 'is not the current password', 'wrong_password');

/** A wrong password is refused later: a repeated request with an Idempotency-Key gets its answer all the same. */
async function prepareChange(scope: Scope, call: Call): Promise<PreparedChange> {
  const row = await findMe(scope, false);
  const sent = parse('PasswordChange', passwordChange, call.body);
  await demandHoldsAllOf(scope, row.id);
  const provenHash = await proveOwnPassword(scope, row, sent.current_password, call.address);
  return provenHash === undefined ? undefined : { provenHash, newHash: await hashPassword(sent.password) };
}

async function changePassword(scope: Scope, _call: Call, prepared: PreparedChange): Promise<Answer> {
  const row = await findMe(scope, true);
  // Somebody else may have changed it meanwhile.
  if (prepared === undefined || row.password_hash !== prepared.provenHash) throw wrongPassword();
  await setPassword(scope, row, prepared.newHash);
  return { status: 204 };
}

/** Ends the session: the token and whatever could renew it. */
async function signOut(scope: Scope): Promise<Answer> {
  if (scope.caller.sessionId !== undefined) await endSession(scope.manager, scope.caller.sessionId);
  return { status: 204 };
}
