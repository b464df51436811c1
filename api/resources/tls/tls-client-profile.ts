import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource, type Usage } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { lockSettingsFirst, renewMailRoute } from '../../crud/mail-route.ts';
import { referenceUrl } from '../../crud/url.ts';
import { presentVisibility, visibilityField } from '../../crud/visibility.ts';
import { violation } from '../../errors.ts';
import { usableCiphers } from '../../mail/tls/ciphers.ts';
import { profilesThatExpire } from '../../tables/certificate.ts';
import { type TlsClientProfileRow, tlsClientProfileTable } from '../../tables/tls-client-profile.ts';
import { keystore } from './keystore.ts';
import { servicesWithClientProfile } from './tls-client-profile-usage.ts';
import { assignTlsProfile, tlsProfile } from './tls-profile.ts';
import { hasStore, tlsFields } from './tls-protocol.ts';
import { truststore } from './truststore.ts';

const CURVE = /^[A-Za-z0-9_-]{1,64}$/;

const fields = {
  ...tlsFields,
  elliptic_curve_auto_negotiation: field.flag(),
  elliptic_curve: z
    .string('must be a string')
    .max(64, 'must have at most 64 characters')
    .regex(CURVE, 'must be the name of a curve, such as secp256r1')
    .nullable(),
  insecure_server_connections: field.flag(),
  server_name_indication: field.flag(),
  keystore_url: field.reference().nullable(),
  truststore_url: field.reference().nullable(),
  visibility: visibilityField,
};

export const tlsClientProfile: Definition<TlsClientProfileRow, typeof fields> = defineResource({
  ...tlsProfile,
  type: 'tls_client_profile',
  schema: 'TLSClientProfile',
  terraform: 'tls_client_profile',
  table: tlsClientProfileTable,
  paths: ['/orgs/{org}/tls-client-profiles'],
  fields,
  ignored: ['mail_server_urls', 'expires_soon'],
  assign: (scope, change) => assignTlsProfile(scope, change),
  async check(scope, { row }) {
    if (usableCiphers(row.protocols, row.ciphers).length > 0) return;
    const servers = await serversWith(scope, row.id);
    if (servers.length > 0) {
      throw violation(
        '/ciphers',
        `leave nothing that can be used with these protocols, and the mail servers ${servers.join(', ')} use this profile`,
      );
    }
  },
  lockFirst: lockSettingsFirst,
  after: (scope, change) => renewMailRoute(scope, change),
  usedBy: (scope, row) => usersOf(scope, row.id),
  isBuiltIn: (row) => row.is_shipped,
  async relate(scope, rows) {
    return {
      servers: await serverIdsByProfile(
        scope,
        rows.map(({ id }) => id),
      ),
      expiring: await profilesThatExpire(scope.manager, 'client', rows),
    };
  },
  view: {
    ...tlsFields,
    elliptic_curve_auto_negotiation: z.boolean(),
    elliptic_curve: z.string().nullable(),
    insecure_server_connections: z.boolean(),
    server_name_indication: z.boolean(),
    keystore_url: field.shown.urlOrNull(),
    truststore_url: field.shown.urlOrNull(),
    visibility: visibilityField,
    expires_soon: field.shown.expiresSoon(),
    mail_server_urls: field.shown.urls(),
  },
  present: (row, { scope, related }) => ({
    version: row.profile_version,
    protocols: row.protocols,
    ciphers: row.ciphers,
    elliptic_curve_auto_negotiation: row.elliptic_curve_auto_negotiation,
    elliptic_curve: row.elliptic_curve,
    insecure_server_connections: row.insecure_server_connections,
    server_name_indication: row.server_name_indication,
    keystore_url: referenceUrl(scope, keystore, row.keystore_id, row.org_id),
    truststore_url: referenceUrl(scope, truststore, row.truststore_id, row.org_id),
    visibility: presentVisibility(scope, row.visibility),
    expires_soon: hasStore(row) && (related.expiring?.has(row.id) ?? false),
    mail_server_urls: ((related.servers?.get(row.id) as string[] | undefined) ?? []).map((id) =>
      emailServerUrl(scope, id),
    ),
  }),
});

/** Email servers stand above the profiles they use, so their path is written out here. */
const emailServerUrl = (scope: Scope, id: string): string =>
  `${scope.publicUrl()}/api/orgs/${scope.adminOrgId}/mail-servers/${id}`;

async function serverIdsByProfile(scope: Scope, profileIds: string[]): Promise<Map<string, string[]>> {
  const rows: { tls_client_profile_id: string; ids: string[] }[] = await scope.manager.query(
    `SELECT tls_client_profile_id, array_agg(id ORDER BY created_at, id) AS ids
       FROM email_server WHERE tls_client_profile_id = ANY ($1) GROUP BY 1`,
    [profileIds],
  );
  return new Map(rows.map((row) => [row.tls_client_profile_id, row.ids]));
}

async function usersOf(scope: Scope, profileId: string): Promise<Usage[]> {
  const servers = await serversWith(scope, profileId);
  const services = await servicesWithClientProfile(scope, profileId);
  const settings: unknown[] = await scope.manager.query(
    `SELECT 1 FROM cloud_setting WHERE tls_client_profile_default_id = $1`,
    [profileId],
  );
  return [
    ...servers.map((name) => `mail server "${name}"`),
    ...services,
    ...settings.map(() => 'the cloud settings (default TLS client profile)'),
  ];
}

async function serversWith(scope: Scope, profileId: string): Promise<string[]> {
  const sql = 'SELECT name FROM email_server WHERE tls_client_profile_id = $1 ORDER BY name';
  const rows: { name: string }[] = await scope.manager.query(sql, [profileId]);
  return rows.map(({ name }) => name);
}
