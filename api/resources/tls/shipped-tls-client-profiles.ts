import type { Scope } from '../../context.ts';
import { newBaseRow } from '../../database/row.ts';
import { tlsClientProfileTable } from '../../tables/tls-client-profile.ts';
import { DEFAULT_CIPHERS, DEFAULT_PROTOCOLS } from './tls-protocol.ts';

/** The profiles a cloud comes with, at 1.0.0; the first is the default of the settings. */
const SHIPPED = [
  ['tls-client-profile-default', 'Default TLS client profile'],
  ['portal-api-admin-default', 'Portal API administration default TLS client profile'],
  ['analytics-client-default', 'Analytics client default TLS client profile'],
  ['analytics-ingestion-default', 'Analytics ingestion default TLS client profile'],
  ['gateway-management-client-default', 'Gateway management client default TLS client profile'],
  ['datapower-nano-gateway-mgmt-client-default', 'Nano gateway management client default TLS client profile'],
  ['wmapigateway-mgmt-client-default', 'webMethods gateway management client default TLS client profile'],
  ['devportal-admin-client-default', 'Developer portal administration client default TLS client profile'],
] as const;

/** Answers the id of the default profile. */
export async function addTlsClientProfiles(scope: Scope): Promise<string> {
  const rows = SHIPPED.map(([name, title]) => ({
    ...newBaseRow(scope.adminOrgId, null, scope.now),
    name,
    title,
    protocols: [...DEFAULT_PROTOCOLS],
    ciphers: [...DEFAULT_CIPHERS],
    visibility: { type: 'public' as const },
    is_shipped: true,
  }));
  await scope.manager.getRepository(tlsClientProfileTable).insert(rows);
  return rows[0]?.id ?? '';
}
