import { EntitySchema } from 'typeorm';
import { boolean, type HeaderRow, headerColumns, json, text, texts, uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, ownIndex, titleIndex, unique } from '../database/constraints.ts';
import type { Visibility } from './service.ts';

/** How a gateway speaks TLS to those who call it. */
export interface TlsServerProfileRow extends HeaderRow {
  /** The wire's `version`, part of the key; the row's own `version` is its entity tag. */
  profile_version: string;
  protocols: string[];
  ciphers: string[];
  mutual_authentication: MutualAuthentication;
  limit_renegotiation: boolean;
  keystore_id: string | null;
  truststore_id: string | null;
  visibility: Visibility;
  is_shipped: boolean;
}

export const MUTUAL_AUTHENTICATION = ['none', 'request', 'require'] as const;

export type MutualAuthentication = (typeof MUTUAL_AUTHENTICATION)[number];

const TABLE = 'tls_server_profile';

export const tlsServerProfileTable = new EntitySchema<TlsServerProfileRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    profile_version: text({ default: '1.0.0' }),
    protocols: texts(),
    ciphers: texts(),
    mutual_authentication: text({ default: 'none' }),
    limit_renegotiation: boolean({ default: true }),
    keystore_id: uuid({ nullable: true }),
    truststore_id: uuid({ nullable: true }),
    visibility: json({ default: { type: 'private' } }),
    is_shipped: boolean({ default: false }),
  },
  uniques: [unique(TABLE, 'org_id', 'name', 'profile_version')],
  indices: [
    listIndex(TABLE),
    titleIndex(TABLE),
    index(TABLE, 'keystore_id'),
    index(TABLE, 'truststore_id'),
    ownIndex(TABLE, 'visibility_org_ids', 'visibility'),
  ],
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization', 'CASCADE'),
    foreignKey(TABLE, 'keystore_id', 'keystore'),
    foreignKey(TABLE, 'truststore_id', 'truststore'),
  ],
});
