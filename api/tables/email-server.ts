import { EntitySchema } from 'typeorm';
import { boolean, type HeaderRow, headerColumns, integer, secret, text, uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, titleIndex, unique } from '../database/constraints.ts';

/** An SMTP server through which the cloud's mail can leave. */
export interface EmailServerRow extends HeaderRow {
  host: string;
  port: number;
  username: string | null;
  password: Buffer | null;
  /** Of the password, made when it is written; null also in rows of older versions. */
  password_fingerprint: string | null;
  /** Null: nobody signs in with OAuth 2.0, and what follows is null too. */
  oauth2_client_id: string | null;
  oauth2_client_secret: Buffer | null;
  oauth2_refresh_token: Buffer | null;
  oauth2_token_url: string | null;
  oauth2_scope: string | null;
  /** Grows with every change of these: tokens that were issued for older ones are used no more. */
  oauth2_epoch: number;
  /** Milliseconds. */
  timeout: number;
  secure: boolean;
  /** When TLS begins; null: as the port says. Set only while `secure` is. */
  tls_mode: 'implicit' | 'starttls' | null;
  tls_client_profile_id: string | null;
  /** What is said in EHLO; null: the name of the cloud. */
  helo_name: string | null;
  /** How many connections to it the whole cloud has at once, at most. */
  max_connections: number;
}

const TABLE = 'email_server';

const DEFAULT_TIMEOUT_MS = 10_000;
/** What relays commonly allow one client; nodemailer's pools have as many. */
const DEFAULT_CONNECTIONS = 5;

export const emailServerTable = new EntitySchema<EmailServerRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    host: text(),
    port: integer(),
    username: text({ nullable: true }),
    password: secret({ nullable: true }),
    password_fingerprint: text({ nullable: true }),
    oauth2_client_id: text({ nullable: true }),
    oauth2_client_secret: secret({ nullable: true }),
    oauth2_refresh_token: secret({ nullable: true }),
    oauth2_token_url: text({ nullable: true }),
    oauth2_scope: text({ nullable: true }),
    oauth2_epoch: integer({ default: 0 }),
    timeout: integer({ default: DEFAULT_TIMEOUT_MS }),
    secure: boolean({ default: false }),
    tls_mode: text({ nullable: true }),
    tls_client_profile_id: uuid({ nullable: true }),
    helo_name: text({ nullable: true }),
    max_connections: integer({ default: DEFAULT_CONNECTIONS }),
  },
  uniques: [unique(TABLE, 'org_id', 'name')],
  indices: [listIndex(TABLE), titleIndex(TABLE), index(TABLE, 'tls_client_profile_id')],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'tls_client_profile_id', 'tls_client_profile'),
  ],
});
