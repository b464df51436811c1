import type { IncomingHttpHeaders } from 'node:http';
import { anonymous } from '../access/caller.ts';
import { callerOfToken } from '../access/caller-of-token.ts';
import { callerOfLink, isPurpose } from '../access/one-time-token.ts';
import { findOrganizationHead } from '../access/organization.ts';
import type { Caller, Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import type { Access } from './route.ts';

/** Who calls, and the organization that the path names, if it names one that there is. */
export interface Authenticated {
  caller: Caller;
  organization: OrganizationHead | null;
}

/** As much of a request as tells who sent it. */
interface Sent {
  headers: IncomingHttpHeaders;
  /** From where. */
  ip?: string | undefined;
}

/**
 * Who calls, by the bearer token (RFC 6750). A mailed link's token opens nothing but the routes made for it.
 * @param segment names the organization of the path, by id or name
 * @throws 401 without a token, or with one that is unknown or has expired.
 */
export async function authenticate(
  context: Context,
  access: Access,
  request: Sent,
  segment?: string,
): Promise<Authenticated> {
  const address = request.ip ?? '';
  const { caller, organization } = await identify(context, access, request, segment);
  return { caller: { ...caller, address }, organization };
}

async function identify(
  context: Context,
  access: Access,
  request: Sent,
  segment: string | undefined,
): Promise<Authenticated> {
  if (access === 'open') return { caller: anonymous, organization: await findHead(context, segment) };
  const token = bearerToken(request);
  if (!token)
    throw unauthenticated('Sign in first: send the token of POST /api/token as Authorization: Bearer <token>.');
  if (!isPurpose(access)) return callerOfToken(context, token, segment);
  return { caller: await callerOfLink(context, access, token), organization: await findHead(context, segment) };
}

async function findHead(context: Context, segment: string | undefined): Promise<OrganizationHead | null> {
  return segment === undefined ? null : findOrganizationHead(context.database.manager, context.adminOrgId, segment);
}

function bearerToken(request: Sent): string | undefined {
  return /^bearer +(\S+)$/i.exec(request.headers.authorization?.trim() ?? '')?.[1];
}

function unauthenticated(message: string): ApiError {
  return new ApiError('unauthenticated', message, { headers: { 'WWW-Authenticate': 'Bearer realm="gatepost"' } });
}
