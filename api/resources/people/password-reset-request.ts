import { z } from 'zod';
import { networkOf } from '../../access/network.ts';
import type { Count } from '../../access/rate-limit.ts';
import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { parse } from '../../crud/parse.ts';
import { demandMailServer } from '../../crud/selected-mail-server.ts';
import { daysAgo, purge, type Sweep } from '../../database/purge.ts';
import { newBaseRow } from '../../database/row.ts';
import { violation } from '../../errors.ts';
import type { Answer, Call } from '../../http/route.ts';
import { passwordResetRequestTable } from '../../tables/password-reset-request.ts';
import { DEFAULT_REALM, findRealm } from './realm.ts';

export const passwordResetRequest = z
  .strictObject({
    email: field.email(),
    realm: z.string('must be a string').max(255).default(DEFAULT_REALM),
  })
  .meta({ id: 'PasswordResetRequest' });

/**
 * `POST /api/request-password-reset`. It looks nobody up, so that neither its answer nor its time tells who has an account;
 * a background step does the rest.
 */
export async function requestPasswordReset(scope: Scope, { body }: Pick<Call, 'body'>): Promise<Answer> {
  const { email, realm } = parse('PasswordResetRequest', passwordResetRequest, body);
  await demandMailServer(scope);
  if (!(await findRealm(scope.manager, realm))) {
    throw violation('/realm', 'must be a realm of GET /api/cloud/{admin|provider}/identity-providers');
  }
  await scope.manager.getRepository(passwordResetRequestTable).insert({
    ...newBaseRow(scope.adminOrgId, null, scope.now),
    email,
    realm,
  });
  return { status: 204 };
}

/** Counts by network, and within it by the address that is asked for. */
export const countResetRequests: Count = (_caller, { address, body }) => {
  const network = networkOf(address);
  const { email } = Object(body) as { email?: unknown };
  const byNetwork = { limit: 'password-reset-network', of: [network] } as const;
  return typeof email === 'string'
    ? [byNetwork, { limit: 'password-reset', of: [network, email.toLowerCase()] }]
    : [byNetwork];
};

/** A request that could not be answered within a day is of no use any more. */
export async function purgeResetRequests(sweep: Sweep): Promise<void> {
  await purge(sweep, 'password_reset_request', 'created_at', daysAgo('$1'), [1]);
}
