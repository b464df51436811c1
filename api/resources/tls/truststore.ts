import { z } from 'zod';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { lockSettingsFirst, renewMailRoute } from '../../crud/mail-route.ts';
import { isWanted } from '../../crud/view.ts';
import { MAX_PEM_LENGTH, readTruststore } from '../../secrets/pem.ts';
import { type TruststoreRow, truststoreTable } from '../../tables/truststore.ts';
import { demandPem } from './pem-rule.ts';
import { usersOfStore } from './store-usage.ts';

const fields = {
  truststore: field.block(MAX_PEM_LENGTH).describe('The trusted certificates, PEM.'),
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
  derivedColumns: ['certificate_views'],
  assign(_scope, { row, input: { truststore: sent } }) {
    if (sent !== undefined) row.certificate_views = demandPem('/truststore', () => readTruststore(sent));
  },
  lockFirst: lockSettingsFirst,
  after: (scope, change) => renewMailRoute(scope, change),
  usedBy: (scope, row) => usersOfStore(scope, 'truststore_id', row.id),
  view: { truststore: z.string(), certificates: field.shown.certificates() },
  present: (row, { fields: asked }) => ({
    truststore: row.truststore,
    ...(isWanted(asked, 'certificates') && { certificates: row.certificate_views ?? readTruststore(row.truststore) }),
  }),
});
