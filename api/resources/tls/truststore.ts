import { EntitySchema } from 'typeorm';
import { z } from 'zod';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { type HeaderRow, headerColumns, text } from '../../database/columns.ts';
import { foreignKey, unique } from '../../database/constraints.ts';
import { readTruststore } from '../../secrets/pem.ts';
import { demandPem } from './pem-rule.ts';
import { usersOfStore } from './store-usage.ts';

/** The certificates that a TLS client profile trusts. */
export interface TruststoreRow extends HeaderRow {
  /** PEM, as sent. */
  truststore: string;
}

export const truststoreTable = new EntitySchema<TruststoreRow>({
  name: 'truststore',
  columns: { ...headerColumns, truststore: text() },
  uniques: [unique('truststore', 'org_id', 'name')],
  foreignKeys: [foreignKey('truststore', 'org_id', 'organization', 'CASCADE')],
});

const fields = {
  truststore: field.block(1_000_000).describe('The trusted certificates, PEM.'),
};

export const truststore = defineResource<TruststoreRow, typeof fields>({
  type: 'truststore',
  schema: 'Truststore',
  terraform: 'truststore',
  table: truststoreTable,
  paths: ['/orgs/{org}/truststores'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields,
  required: ['title', 'truststore'],
  ignored: ['certificates', 'tls_client_profile_urls'],
  check(_scope, { input }) {
    if (input.truststore !== undefined) demandPem('/truststore', () => readTruststore(input.truststore ?? ''));
  },
  usedBy: (scope, row) => usersOfStore(scope, 'truststore_id', row.id),
  view: { truststore: z.string(), certificates: field.shown.certificates() },
  present: (row) => ({ truststore: row.truststore, certificates: readTruststore(row.truststore) }),
});
