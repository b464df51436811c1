import { z } from 'zod';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { lockSettingsFirst, renewMailRoute } from '../../crud/mail-route.ts';
import { tryParse } from '../../crud/parse.ts';
import { isWanted } from '../../crud/view.ts';
import { violation } from '../../errors.ts';
import { MAX_PEM_LENGTH, readTruststore } from '../../secrets/pem.ts';
import { type Opened, opened, openTruststore, type Truststore } from '../../secrets/store-content.ts';
import { endsOf, storesThatExpire } from '../../tables/certificate.ts';
import { type TruststoreRow, truststoreTable } from '../../tables/truststore.ts';
import { demandOpened } from './pem-rule.ts';
import { usersOfStore } from './store-usage.ts';

const fields = {
  truststore: field
    .block(MAX_PEM_LENGTH)
    .describe('The trusted certificates: PEM, or PKCS#12 in base64, of which PEM is made and given back.'),
  password: field.block(1024).nullable().describe('Opens PKCS#12; it is not kept.'),
};

export const truststore: Definition<TruststoreRow, typeof fields, Opened<Truststore>> = defineResource({
  type: 'truststore',
  schema: 'Truststore',
  terraform: 'truststore',
  table: truststoreTable,
  paths: ['/orgs/{org}/truststores'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields,
  required: ['title', 'truststore'],
  ignored: ['certificates', 'expires_soon', 'tls_client_profile_urls'],
  derivedColumns: ['certificate_views', 'first_not_after', 'last_not_after'],
  prepare: (_scope, call) => openSent(call.body),
  assign(_scope, { row, input, prepared }) {
    if (input.truststore !== undefined) {
      const { pem, certificates } = demandOpened('/truststore', prepared);
      row.truststore = pem;
      row.certificate_views = certificates;
      Object.assign(row, endsOf(certificates));
    } else if (typeof input.password === 'string')
      throw violation('/password', 'opens the truststore; send the truststore with it');
  },
  lockFirst: lockSettingsFirst,
  after: (scope, change) => renewMailRoute(scope, change),
  usedBy: (scope, row) => usersOfStore(scope, 'truststore_id', row.id),
  relate: async ({ manager }, rows) => ({ expiring: await storesThatExpire(manager, 'truststore', rows) }),
  view: {
    truststore: z.string(),
    certificates: field.shown.certificates(),
    expires_soon: field.shown.expiresSoon(),
  },
  present: (row, { related, fields: asked }) => ({
    truststore: row.truststore,
    expires_soon: related.expiring?.has(row.id) ?? false,
    ...(isWanted(asked, 'certificates') && { certificates: row.certificate_views ?? readTruststore(row.truststore) }),
  }),
});

const sentFields = z.object(fields).partial();

/** Opens what was sent before the transaction: a password takes long to be tried. */
async function openSent(body: unknown): Promise<Opened<Truststore>> {
  const sent = tryParse(sentFields, body);
  if (!sent.success || sent.data.truststore === undefined) return undefined;
  return opened(openTruststore(sent.data.truststore, sent.data.password ?? null));
}
