import type { Request } from 'express';
import { callerOfToken } from '../access/access-token.ts';
import { anonymous, type Caller } from '../access/caller.ts';
import { callerOfLink, isPurpose } from '../access/one-time-token.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { Access } from './route.ts';

/**
 * Who calls, by the bearer token (RFC 6750). A mailed link's token opens nothing but the routes made for it.
 * @throws 401 without a token, or with one that is unknown or has expired.
 */
export async function authenticate(context: Context, access: Access, request: Request): Promise<Caller> {
  if (access === 'open') return { ...anonymous, address: request.ip ?? '' };
  const token = bearerToken(request);
  if (!token)
    throw unauthenticated('Sign in first: send the token of POST /api/token as Authorization: Bearer <token>.');
  const caller = isPurpose(access) ? await callerOfLink(context, access, token) : await callerOfToken(context, token);
  return { ...caller, address: request.ip ?? '' };
}

function bearerToken(request: Request): string | undefined {
  return /^bearer +(\S+)$/i.exec(request.headers.authorization?.trim() ?? '')?.[1];
}

export function unauthenticated(message: string): ApiError {
  return new ApiError('unauthenticated', message, { headers: { 'WWW-Authenticate': 'Bearer realm="gatepost"' } });
}
