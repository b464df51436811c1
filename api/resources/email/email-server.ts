import { z } from 'zod';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { lockSettingsFirst, renewMailRoute } from '../../crud/mail-route.ts';
import { referenceUrl } from '../../crud/url.ts';
import { isWanted } from '../../crud/view.ts';
import { type EmailServerRow, emailServerTable } from '../../tables/email-server.ts';
import { tlsClientProfile } from '../tls/tls-client-profile.ts';
import {
  assignCredentials,
  demandPasswordForDestination,
  isPasswordUnreadable,
  passwordFingerprint,
  REDACTED,
} from './email-server-credentials.ts';
import { demandUsableProfile } from './email-server-tls.ts';
import { usersOfEmailServer } from './email-server-usage.ts';

const MAX_TIMEOUT_MS = 600_000;

export const emailServerFields = {
  host: field.host().describe('IP address or host name.'),
  port: field.port(),
  credentials: z
    .strictObject({
      username: field.line(1023).nullable().optional(),
      password: field.line(1023).nullable().optional(),
    })
    .nullable()
    .describe('Only when the server asks for them; merged by key.'),
  timeout: field.wholeNumber(1, MAX_TIMEOUT_MS).describe('Milliseconds.'),
  secure: field.flag().describe('TLS is used: at once on port 465, otherwise STARTTLS is required.'),
  tls_client_profile_url: field.reference().nullable().describe('Used when `secure` is true.'),
};

export const emailServer: Definition<EmailServerRow, typeof emailServerFields> = defineResource({
  type: 'mail_server',
  schema: 'MailServer',
  terraform: 'email_server',
  table: emailServerTable,
  paths: ['/orgs/{org}/mail-servers'],
  adminOnly: true,
  secretFields: ['credentials'],
  derivedColumns: ['password_fingerprint'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields: emailServerFields,
  required: ['title', 'host', 'port'],
  ignored: ['password_set', 'password_fingerprint', 'unreadable', 'warnings'],
  references: {
    tls_client_profile_url: { to: tlsClientProfile, column: 'tls_client_profile_id', within: 'admin' },
  },
  shownAsNull: ['tls_client_profile_url'],
  assign: assignCredentials,
  async check(scope, change) {
    demandPasswordForDestination(change);
    await demandUsableProfile(scope, change.row);
  },
  lockFirst: lockSettingsFirst,
  after: (scope, change) => renewMailRoute(scope, change),
  usedBy: usersOfEmailServer,
  view: {
    host: z.string(),
    port: z.int(),
    credentials: z.strictObject({ username: z.string().optional(), password: z.literal(REDACTED).optional() }),
    timeout: z.int(),
    secure: z.boolean(),
    tls_client_profile_url: field.shown.urlOrNull(),
    password_set: field.own(z.boolean()),
    password_fingerprint: field.own(z.string().nullable()),
    unreadable: field.shown.unreadable(),
    warnings: field.own(z.array(z.string())),
  },
  present: (row, { scope, fields: asked }) => ({
    host: row.host,
    port: row.port,
    credentials: {
      ...(row.username !== null && { username: row.username }),
      ...(row.password !== null && { password: REDACTED }),
    },
    timeout: row.timeout,
    secure: row.secure,
    tls_client_profile_url: referenceUrl(scope, tlsClientProfile, row.tls_client_profile_id, scope.adminOrgId),
    password_set: row.password !== null,
    ...(isWanted(asked, 'password_fingerprint') && { password_fingerprint: passwordFingerprint(scope, row) }),
    ...(isWanted(asked, 'unreadable') && { unreadable: isPasswordUnreadable(scope, row) }),
    warnings: warningsOf(row),
  }),
});

function warningsOf(row: EmailServerRow): string[] {
  if (row.secure || row.password === null) return [];
  return [
    'secure is false: the password travels over a connection that is not verified, and may not even be encrypted.',
  ];
}
