import { z } from 'zod';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { readTruststore } from '../../secrets/pem.ts';
import { type TruststoreRow, truststoreTable } from '../../tables/truststore.ts';
import { demandPem } from './pem-rule.ts';
import { usersOfStore } from './store-usage.ts';

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
