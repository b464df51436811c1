import { z } from 'zod';
import * as field from '../../crud/field.ts';
import { tokenUrlFault } from '../../mail/oauth/token-url.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';
import { REDACTED } from './email-server-secret.ts';

const URL_WORDS = 'must be a URL that starts with https://';
const SCOPE_WORDS = 'must be words of ASCII characters with single spaces between them, without " and \\';
/** RFC 6749, section 3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;

const tokenUrl = () =>
  z
    .string('must be a string')
    .max(2048, 'must have at most 2048 characters')
    .regex(/^https?:\/\/[^\s/]\S*$/, URL_WORDS)
    .superRefine((value, context) => {
      const fault = tokenUrlFault(value);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    });

/** How a user signs in without a password of their own. */
export const oauth2 = () =>
  z
    .strictObject({
      type: z.literal('oauth2', 'must be oauth2, the only kind there is').describe('The kind: `oauth2`.'),
      client_id: field.line(1023).optional().describe('The application, as the token endpoint knows it.'),
      client_secret: field
        .line(4095)
        .nullable()
        .optional()
        .describe('Null only for an application without one, which has a refresh token.'),
      refresh_token: field
        .line(8192)
        .nullable()
        .optional()
        .describe('Somebody allowed the application to send as them; without it the application sends as itself.'),
      token_url: tokenUrl()
        .optional()
        .describe('The token endpoint: https, or http on the very machine of the API. Secrets go there.'),
      scope: z
        .string('must be a string')
        .min(1, SCOPE_WORDS)
        .max(2048, 'must have at most 2048 characters')
        .regex(SCOPE, SCOPE_WORDS)
        .nullable()
        .optional()
        .describe('What the access token is for, as the token endpoint names it.'),
    })
    .nullable();

export type OAuth2Input = z.infer<ReturnType<typeof oauth2>>;

/** How the view shows it. */
export const oauth2View = () =>
  z.strictObject({
    type: z.literal('oauth2'),
    client_id: z.string(),
    client_secret: z.literal(REDACTED).optional(),
    refresh_token: z.literal(REDACTED).optional(),
    token_url: z.string(),
    scope: z.string().nullable(),
  });

export function presentOAuth2(row: EmailServerRow): object {
  if (row.oauth2_client_id === null) return {};
  return {
    auth: {
      type: 'oauth2',
      client_id: row.oauth2_client_id,
      ...(row.oauth2_client_secret !== null && { client_secret: REDACTED }),
      ...(row.oauth2_refresh_token !== null && { refresh_token: REDACTED }),
      token_url: row.oauth2_token_url,
      scope: row.oauth2_scope,
    },
  };
}
