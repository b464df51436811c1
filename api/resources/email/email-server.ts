import { z } from 'zod';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { lockSettingsFirst, renewMailRoute } from '../../crud/mail-route.ts';
import { referenceUrl } from '../../crud/url.ts';
import { isWanted } from '../../crud/view.ts';
import { violation } from '../../errors.ts';
import { isHeloName } from '../../mail/server/helo-name.ts';
import { TLS_MODES } from '../../mail/server/tls-mode.ts';
import { type EmailServerRow, emailServerTable } from '../../tables/email-server.ts';
import { tlsClientProfile } from '../tls/tls-client-profile.ts';
import {
  assignCredentials,
  clientSecretFingerprint,
  credentials,
  credentialsView,
  credentialsWarnings,
  demandSecretsForDestination,
  isUnreadable,
  passwordFingerprint,
  presentCredentials,
} from './email-server-credentials.ts';
import { demandUsableProfile } from './email-server-tls.ts';
import { usersOfEmailServer } from './email-server-usage.ts';

const MAX_TIMEOUT_MS = 600_000;
const MAX_CONNECTIONS = 100;

const HELO_WORDS =
  'must be a host name such as cloud.example.com, or an address in brackets such as [192.0.2.1] or [IPv6:2001:db8::1]';
/** What the whole can be at most; the provider checks this much while planning. */
const HELO_CHARACTERS = /^(?:[A-Za-z0-9.-]{1,253}|\[(?:IPv6:)?[A-Fa-f0-9.:]{2,45}\])$/;

const emailServerFields = {
  host: field.host().describe('IP address or host name.'),
  port: field.port(),
  credentials: credentials(),
  timeout: field.wholeNumber(1, MAX_TIMEOUT_MS).describe('Milliseconds.'),
  secure: field.flag().describe('TLS is used: at once on the ports 465 and 2465, otherwise STARTTLS is required.'),
  tls_mode: field.own(
    z
      .enum(TLS_MODES, 'must be implicit (TLS from the first byte) or starttls')
      .nullable()
      .describe('How TLS begins while `secure` is true, whatever the port; null: as the port says.'),
  ),
  tls_client_profile_url: field.reference().nullable().describe('Used when `secure` is true.'),
  helo_name: field.own(
    z
      .string('must be a string')
      .max(253, HELO_WORDS)
      .regex(HELO_CHARACTERS, HELO_WORDS)
      .refine(isHeloName, HELO_WORDS)
      .nullable()
      .describe('What is said in EHLO; null: the host of the public URL, else that of the machine.'),
  ),
  max_connections: field.own(
    field
      .wholeNumber(1, MAX_CONNECTIONS)
      .describe('How many connections to it the whole cloud has at once, at most; 5 where nothing is said.'),
  ),
};

export const emailServer: Definition<EmailServerRow, typeof emailServerFields> = defineResource({
  type: 'mail_server',
  schema: 'MailServer',
  terraform: 'email_server',
  table: emailServerTable,
  paths: ['/orgs/{org}/mail-servers'],
  adminOnly: true,
  secretFields: ['credentials'],
  derivedColumns: ['password_fingerprint', 'oauth2_epoch'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields: emailServerFields,
  required: ['title', 'host', 'port'],
  ignored: ['password_set', 'password_fingerprint', 'client_secret_fingerprint', 'unreadable', 'warnings'],
  references: {
    tls_client_profile_url: { to: tlsClientProfile, column: 'tls_client_profile_id', within: 'admin' },
  },
  shownAsNull: ['tls_client_profile_url'],
  assign: assignCredentials,
  async check(scope, change) {
    demandTlsForMode(change.row);
    demandSecretsForDestination(change);
    await demandUsableProfile(scope, change.row);
  },
  lockFirst: lockSettingsFirst,
  after: (scope, change) => renewMailRoute(scope, change),
  usedBy: usersOfEmailServer,
  view: {
    host: z.string(),
    port: z.int(),
    credentials: credentialsView(),
    timeout: z.int(),
    secure: z.boolean(),
    tls_mode: field.own(z.enum(TLS_MODES).nullable()),
    tls_client_profile_url: field.shown.urlOrNull(),
    helo_name: field.own(z.string().nullable()),
    max_connections: field.own(z.int()),
    password_set: field.own(z.boolean()),
    password_fingerprint: field.own(z.string().nullable()),
    client_secret_fingerprint: field
      .own(z.string().nullable())
      .describe('Null also for who may not change the server.'),
    unreadable: field.shown.unreadable(),
    warnings: field.own(z.array(z.string())),
  },
  present: (row, { scope, fields: asked }) => ({
    host: row.host,
    port: row.port,
    credentials: presentCredentials(row),
    timeout: row.timeout,
    secure: row.secure,
    tls_mode: row.tls_mode,
    tls_client_profile_url: referenceUrl(scope, tlsClientProfile, row.tls_client_profile_id, scope.adminOrgId),
    helo_name: row.helo_name,
    max_connections: row.max_connections,
    password_set: row.password !== null,
    ...(isWanted(asked, 'password_fingerprint') && { password_fingerprint: passwordFingerprint(scope, row) }),
    ...(isWanted(asked, 'client_secret_fingerprint') && {
      client_secret_fingerprint: clientSecretFingerprint(scope, row),
    }),
    ...(isWanted(asked, 'unreadable') && { unreadable: isUnreadable(scope, row) }),
    warnings: credentialsWarnings(row),
  }),
});

/** A mode that nobody heeds would look like protection. */
function demandTlsForMode({ secure, tls_mode }: EmailServerRow): void {
  if (secure || tls_mode === null) return;
  throw violation(
    '/tls_mode',
    `says how TLS begins, so it is set while secure is true only; send null, or secure: true`,
  );
}
