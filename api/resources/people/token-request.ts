import { z } from 'zod';
import * as field from '../../crud/field.ts';
import { isObject, parse } from '../../crud/parse.ts';
import type { Call } from '../../http/route.ts';

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
      client_id: text().optional(),
      client_secret: text().optional(),
      scope: z.string('must be a string of permissions, separated by spaces').max(4096).optional(),
    }),
  )
  .meta({ id: 'TokenRequest' });

export type TokenRequest = z.infer<typeof tokenRequest>;

export function readTokenRequest(call: Call): TokenRequest {
  return parse('TokenRequest', tokenRequest, withClient(call));
}

/** The client may stand in the body, in the query, or in headers of its own; the first of them counts. */
function withClient({ body, query, headers }: Call): unknown {
  const sent = isObject(body) ? body : {};
  const client = {
    client_id: query.client_id ?? headers['x-ibm-client-id'],
    client_secret: query.client_secret ?? headers['x-ibm-client-secret'],
  };
  return { ...Object.fromEntries(Object.entries(client).filter(([, value]) => value !== undefined)), ...sent };
}
