import type { EntityManager } from 'typeorm';
import type { Scope } from '../../context.ts';
import { stillThere } from '../../database/still-there.ts';
import { violation } from '../../errors.ts';
import type { TlsSettings } from '../../mail/server/smtp-server-settings.ts';
import { usableCiphers } from '../../mail/tls/ciphers.ts';
import { ownFirst } from '../../secrets/certificate-order.ts';
import { plainPem } from '../../secrets/pem.ts';
import type { EmailServerRow } from '../../tables/email-server.ts';
import { keystoreTable } from '../../tables/keystore.ts';
import { type TlsClientProfileRow, tlsClientProfileTable } from '../../tables/tls-client-profile.ts';
import { truststoreTable } from '../../tables/truststore.ts';
import { privateKeyOf } from '../tls/keystore.ts';

/** A profile that can negotiate nothing would hold every mail back. @throws a violation */
export async function demandUsableProfile(scope: Scope, row: EmailServerRow): Promise<void> {
  if (row.tls_client_profile_id === null) return;
  const profile = await profileOf(scope.manager, row.tls_client_profile_id);
  if (usableCiphers(profile.protocols, profile.ciphers).length > 0) return;
  const message = `refers to the profile "${profile.name}", whose protocols and ciphers leave nothing that can be used`;
  throw violation('/tls_client_profile_url', message);
}

/** The profile with the content of its stores, as the SMTP client wants it. */
export async function tlsSettingsOf(scope: Pick<Scope, 'manager' | 'cipher'>, profileId: string): Promise<TlsSettings> {
  const profile = await profileOf(scope.manager, profileId);
  const keystore = profile.keystore_id
    ? await stillThere('keystore', scope.manager.getRepository(keystoreTable).findOneBy({ id: profile.keystore_id }))
    : null;
  const truststore = profile.truststore_id
    ? await stillThere(
        'truststore',
        scope.manager.getRepository(truststoreTable).findOneBy({ id: profile.truststore_id }),
      )
    : null;
  const privateKey = keystore && privateKeyOf(scope, keystore);
  return {
    profile_name: profile.name,
    protocols: profile.protocols,
    ciphers: profile.ciphers,
    elliptic_curve_auto_negotiation: profile.elliptic_curve_auto_negotiation,
    elliptic_curve: profile.elliptic_curve,
    server_name_indication: profile.server_name_indication,
    insecure_server_connections: profile.insecure_server_connections,
    truststore_pem: truststore && plainPem(truststore.truststore),
    certificate_pem: keystore && privateKey && ownFirst(plainPem(keystore.certificates), privateKey),
    private_key_pem: privateKey,
  };
}

function profileOf(manager: EntityManager, id: string): Promise<TlsClientProfileRow> {
  return stillThere('TLS client profile', manager.getRepository(tlsClientProfileTable).findOneBy({ id }));
}
