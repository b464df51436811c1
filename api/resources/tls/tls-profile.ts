import type { Scope } from '../../context.ts';
import type { AnyDefinition, Change } from '../../crud/definition.ts';
import { readVisibility, type SentVisibility } from '../../crud/visibility.ts';
import type { TlsServerProfileRow } from '../../tables/tls-server-profile.ts';
import { keystore } from './keystore.ts';
import { DEFAULT_CIPHERS, DEFAULT_PROTOCOLS } from './tls-protocol.ts';
import { truststore } from './truststore.ts';

/** What the definitions of TLS profiles of both sides have in common. */
export const tlsProfile = {
  versionColumn: 'profile_version',
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fixed: ['name', 'version'],
  refused: { owned: 'cannot be set' },
  references: {
    keystore_url: { to: keystore, column: 'keystore_id', within: 'own' },
    truststore_url: { to: truststore, column: 'truststore_id', within: 'own' },
  },
} satisfies Partial<AnyDefinition>;

type ProfileRow = Pick<TlsServerProfileRow, 'profile_version' | 'protocols' | 'ciphers' | 'visibility'>;

/** The version, and where nothing is said what is safe. */
export async function assignTlsProfile(
  scope: Scope,
  { row, before, input }: Change<ProfileRow, { version?: string; visibility?: SentVisibility }>,
): Promise<void> {
  if (input.visibility) row.visibility = await readVisibility(scope, input.visibility);
  if (before) return;
  row.profile_version = input.version ?? '1.0.0';
  row.protocols ??= DEFAULT_PROTOCOLS;
  row.ciphers ??= DEFAULT_CIPHERS;
}
