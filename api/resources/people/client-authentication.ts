import { z } from 'zod';
import { guardSignIn } from '../../access/sign-in-guard.ts';
import type { Scope } from '../../context.ts';
import { isObject } from '../../crud/parse.ts';
import { ApiError } from '../../errors.ts';
import type { Call } from '../../http/route.ts';
import { findRegistration, type RegistrationRow } from '../../tables/registration.ts';
import { verifyClient } from './client-secret.ts';

const text = () => z.string('must be a string').min(1, 'must not be empty').max(1024);

/** By which a client names itself; people need none. */
export const clientFields = { client_id: text().optional(), client_secret: text().optional() };

const client = z.object(clientFields);

/** A failed sign-in says the same whatever was wrong. */
export const refuseSignIn = (): ApiError =>
  new ApiError('unauthenticated', 'The user name, password, realm or client is not right.');

/** The client may stand in the body, in the query, or in headers of its own; the first of them counts. */
export function withClient({ body, query, headers }: Call): Record<string, unknown> {
  const sent = isObject(body) ? body : {};
  const named = {
    client_id: query.client_id ?? headers['x-ibm-client-id'],
    client_secret: query.client_secret ?? headers['x-ibm-client-secret'],
  };
  return { ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)), ...sent };
}

/**
 * A client that is named must be a registration's, with its secret; null: none is named. Failures count for the client.
 * @throws 401; 429 when there were too many
 */
export async function authenticateClient(
  scope: Scope,
  { client_id: id = '', client_secret: secret = '' }: z.infer<typeof client>,
  address: string,
): Promise<RegistrationRow | null> {
  if (id === '' && secret === '') return null;
  const proven = await guardSignIn(scope.limits, { account: ['client', id], address }, async () => {
    const registration = await findRegistration(scope.manager, id);
    return registration && verifyClient(scope, registration, secret) ? registration : null;
  });
  if (!proven) throw refuseSignIn();
  return proven;
}

/** The client that a request names. @throws 401 for one that is not right */
export async function clientOf(scope: Scope, call: Call): Promise<RegistrationRow | null> {
  const sent = client.safeParse(withClient(call));
  if (!sent.success) throw refuseSignIn();
  return authenticateClient(scope, sent.data, call.address);
}
