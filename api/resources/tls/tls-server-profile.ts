import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { newRow } from '../../crud/store.ts';
import { referenceUrl } from '../../crud/url.ts';
import { presentVisibility, visibilityField } from '../../crud/visibility.ts';
import { profilesThatExpire } from '../../tables/certificate.ts';
import {
  MUTUAL_AUTHENTICATION,
  type TlsServerProfileRow,
  tlsServerProfileTable,
} from '../../tables/tls-server-profile.ts';
import { keystore } from './keystore.ts';
import { assignTlsProfile, tlsProfile } from './tls-profile.ts';
import { DEFAULT_CIPHERS, DEFAULT_PROTOCOLS, hasStore, tlsFields } from './tls-protocol.ts';
import { gatewaysWithServerProfile } from './tls-server-profile-usage.ts';
import { truststore } from './truststore.ts';

const fields = {
  ...tlsFields,
  mutual_authentication: z
    .enum(MUTUAL_AUTHENTICATION, `must be one of ${MUTUAL_AUTHENTICATION.join(', ')}`)
    .describe('Whether callers are asked for a certificate, or must have one.'),
  limit_renegotiation: field.flag().describe('Callers may not renegotiate again and again.'),
  keystore_url: field.reference().nullable().describe('The certificate that the gateway presents.'),
  truststore_url: field.reference().nullable().describe("What vouches for callers' certificates."),
  visibility: visibilityField,
};

export const tlsServerProfile: Definition<TlsServerProfileRow, typeof fields> = defineResource({
  ...tlsProfile,
  type: 'tls_server_profile',
  schema: 'TLSServerProfile',
  terraform: { none: 'Gateways use it and mail does not; a resource for it comes later.' },
  table: tlsServerProfileTable,
  paths: ['/orgs/{org}/tls-server-profiles'],
  fields,
  ignored: ['gateway_service_urls', 'expires_soon'],
  assign: (scope, change) => assignTlsProfile(scope, change),
  usedBy: (scope, row) => gatewaysWithServerProfile(scope, row.id),
  isBuiltIn: (row) => row.is_shipped,
  relate: async ({ manager }, rows) => ({ expiring: await profilesThatExpire(manager, 'server', rows) }),
  view: { ...fields, expires_soon: field.shown.expiresSoon() },
  present: (row, { scope, related }) => ({
    version: row.profile_version,
    protocols: row.protocols,
    ciphers: row.ciphers,
    mutual_authentication: row.mutual_authentication,
    limit_renegotiation: row.limit_renegotiation,
    expires_soon: hasStore(row) && (related.expiring?.has(row.id) ?? false),
    keystore_url: referenceUrl(scope, keystore, row.keystore_id, row.org_id),
    truststore_url: referenceUrl(scope, truststore, row.truststore_id, row.org_id),
    visibility: presentVisibility(scope, row.visibility),
  }),
});

/** Gives an empty cloud the profile it comes with. */
export async function addTlsServerProfile(scope: Scope): Promise<void> {
  const title = 'Default TLS server profile';
  await scope.manager.getRepository(tlsServerProfileTable).insert({
    ...newRow(scope, tlsServerProfile, {}, { title }),
    name: 'tls-server-profile-default',
    protocols: [...DEFAULT_PROTOCOLS],
    ciphers: [...DEFAULT_CIPHERS],
    visibility: { type: 'public' },
    is_shipped: true,
  });
}
