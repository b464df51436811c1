import type { EntityManager } from 'typeorm';

/** What a certificate says about itself, as views show it. */
export interface CertificateView {
  pem: string;
  subject: string;
  issuer: string;
  /** SHA-256 over the DER form, colon-separated upper-case hexadecimal. */
  fingerprint_sha256: string;
  not_before: string;
  not_after: string;
}

/** When the first and the last of the certificates of a store end; null in rows of older versions. */
export interface StoreEnds {
  first_not_after: Date | null;
  last_not_after: Date | null;
}

export function endsOf(certificates: readonly CertificateView[]): StoreEnds {
  const moments = certificates.map(({ not_after }) => Date.parse(not_after)).sort((one, other) => one - other);
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return { first_not_after: null, last_not_after: null };
  return { first_not_after: new Date(first), last_not_after: new Date(last) };
}

export const STORES = ['keystore', 'truststore'] as const;
export type StoreKind = (typeof STORES)[number];

/** A certificate that ends within so many days ends soon; one that has ended is no better. */
export const SOON_DAYS = 30;

/** The stores among these with a certificate that ends soon. */
export async function storesThatExpire(
  manager: EntityManager,
  kind: StoreKind,
  stores: readonly { id: string }[],
): Promise<Map<string, boolean>> {
  const rows: { id: string }[] = await manager.query(
    `SELECT id FROM ${kind} WHERE id = ANY ($1) AND first_not_after <= now() + $2 * interval '1 day'`,
    [stores.map(({ id }) => id), SOON_DAYS],
  );
  return new Map(rows.map(({ id }) => [id, true]));
}

/** The TLS profiles among these with a certificate that ends soon. */
export async function profilesThatExpire(
  manager: EntityManager,
  side: 'client' | 'server',
  profiles: readonly { id: string }[],
): Promise<Map<string, boolean>> {
  const rows: { id: string }[] = await manager.query(
    `SELECT p.id FROM tls_${side}_profile p LEFT JOIN keystore k ON k.id = p.keystore_id
       LEFT JOIN truststore t ON t.id = p.truststore_id
      WHERE p.id = ANY ($1) AND least(k.first_not_after, t.first_not_after) <= now() + $2 * interval '1 day'`,
    [profiles.map(({ id }) => id), SOON_DAYS],
  );
  return new Map(rows.map(({ id }) => [id, true]));
}

/** SQL: whether there is such a row. EXISTS might be answered for all rows at once, by reading whole tables. */
const any = (from: string): string => `coalesce((SELECT true FROM ${from} LIMIT 1), false)`;

/**
 * SQL: whether anything speaks TLS with a store that goes by this alias, or signs with it: email servers, services and
 * the cloud's default over TLS client profiles, gateways over TLS server profiles, and mail (DKIM).
 */
export function isStoreInUse(kind: StoreKind, alias: string): string {
  const profileUsers = [
    'email_server u WHERE u.tls_client_profile_id = p.id',
    'portal_service u WHERE u.endpoint_tls_client_profile_id = p.id',
    'gateway_service u WHERE u.tls_client_profile_id = p.id',
    'analytics_service u WHERE u.client_endpoint_tls_client_profile_id = p.id',
    'analytics_service u WHERE u.ingestion_endpoint_tls_client_profile_id = p.id',
    'cloud_setting u WHERE u.tls_client_profile_default_id = p.id',
  ].map(any);
  // Counted, for the first of them might be looked for without the index.
  const gateways = `(SELECT count(*) > 0 FROM gateway_service u
    WHERE u.sni @> jsonb_build_array(jsonb_build_object('tls_server_profile_id', p.id)))`;
  const users = [
    any(`tls_client_profile p WHERE p.${kind}_id = ${alias}.id AND (${profileUsers.join(' OR ')})`),
    any(`tls_server_profile p WHERE p.${kind}_id = ${alias}.id AND ${gateways}`),
    ...(kind === 'keystore' ? [any(`cloud_setting u WHERE u.dkim_keystore_id = ${alias}.id`)] : []),
  ];
  return `(${users.join(' OR ')})`;
}
