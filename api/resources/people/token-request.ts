import { z } from 'zod';
import * as field from '../../crud/field.ts';
import { parse } from '../../crud/parse.ts';
import type { Call } from '../../http/route.ts';
import { clientFields, withClient } from './client-authentication.ts';

const text = () => z.string('must be a string').min(1, 'must not be empty').max(1024);

const GRANT_TYPES = ['password', 'client_credentials', 'refresh_token', 'api_key'] as const;

/** What `POST /api/token` takes; members it does not know are ignored. */
export const tokenRequest = field
  .map(
    z.looseObject({
      grant_type: z.enum(GRANT_TYPES, `must be one of ${GRANT_TYPES.join(', ')}`),
      username: text().optional(),
      password: text().optional(),
      realm: text().optional(),
      refresh_token: text().optional(),
      api_key: text().optional(),
      ...clientFields,
      scope: z.string('must be a string of permissions, separated by spaces').max(4096).optional(),
    }),
  )
  .meta({ id: 'TokenRequest' });

export type TokenRequest = z.infer<typeof tokenRequest>;

export function readTokenRequest(call: Call): TokenRequest {
  return parse('TokenRequest', tokenRequest, withClient(call));
}

/** What a sign-in answers. */
export const tokenFields = {
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().describe('Seconds.'),
  refresh_token: z.string().optional(),
  refresh_expires_in: z.int().optional().describe('Seconds.'),
};
