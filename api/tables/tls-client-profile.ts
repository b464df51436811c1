import { EntitySchema } from 'typeorm';
import { boolean, type HeaderRow, headerColumns, json, text, texts, uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, ownIndex, titleIndex, unique } from '../database/constraints.ts';
import type { Visibility } from './service.ts';

/** How TLS is spoken to a server: protocols, ciphers, what is presented and what is trusted. */
export interface TlsClientProfileRow extends HeaderRow {
  /** The wire's `version`, part of the key; the row's own `version` is its entity tag. */
  profile_version: string;
  protocols: string[];
  ciphers: string[];
  elliptic_curve_auto_negotiation: boolean;
  elliptic_curve: string | null;
  insecure_server_connections: boolean;
  server_name_indication: boolean;
  keystore_id: string | null;
  truststore_id: string | null;
  visibility: Visibility;
  is_shipped: boolean;
}

const TABLE = 'tls_client_profile';

export const tlsClientProfileTable = new EntitySchema<TlsClientProfileRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    profile_version: text({ default: '1.0.0' }),
    protocols: texts(),
    ciphers: texts(),
    elliptic_curve_auto_negotiation: boolean({ default: true }),
    elliptic_curve: text({ nullable: true }),
    insecure_server_connections: boolean({ default: false }),
    server_name_indication: boolean({ default: true }),
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
