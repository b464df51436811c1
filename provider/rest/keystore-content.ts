import { attributeError } from '../framework/diagnostic.ts';
import { entry, isUnknown, type ValueRecord } from '../framework/value.ts';
import { type CertificateFacts, certificatesIn, factsOf, ownOf, toldFacts } from './certificate.ts';
import type { HeaderView } from './header.ts';
import type { KeptSecret } from './kept-secret.ts';
import type { KeyParts } from './private-key.ts';
import { isConfigured, plainSecret, secretMissing, secretOf } from './secret.ts';

/** What a keystore is made of: a certificate with its private key, or an archive, and what opens them. */

export interface KeystoreView extends HeaderView {
  /** In the order in which they were sent. */
  readonly certificates: readonly (CertificateFacts & { readonly pem: string })[];
  readonly private_key_fingerprint: string | null;
}

export const KEY = 'private_key_pem';
export const ARCHIVE = 'pkcs12';
export const KEY_PASSWORD = 'private_key_password';
export const PASSWORD = 'password';

/** In the words of the API where our own reading fails. */
export function factsOfOwn({ certificates }: KeystoreView): Partial<CertificateFacts> {
  const own = ownOf(certificatesIn(certificates.map(({ pem }) => pem).join('\n')) ?? []);
  return own ? factsOf(own) : toldFacts(certificates[0]);
}

/** Key and certificates come in one, so both tell whether it is another archive. */
export function archiveFingerprint({ private_key_fingerprint, certificates }: KeystoreView): string | null {
  if (private_key_fingerprint === null) return null;
  return [private_key_fingerprint, ...certificates.map(({ fingerprint_sha256 }) => fingerprint_sha256)].join(' ');
}

export function kept(name: string, fingerprint: (view: KeystoreView) => string | null): KeptSecret<KeystoreView> {
  return { at: [name], onWire: ['keystore'], fingerprint, toWire: (config) => attempt(name, config) };
}

/** What is configured, as a whole; only the one way that is used. */
function attempt(name: string, config: ValueRecord): { keystore: string; password: string | undefined } | undefined {
  const content = plainSecret(name, config);
  const certificates = entry(config, 'cert_pem');
  if (content === undefined || isUnknown(certificates)) return undefined;
  const keystore = name === ARCHIVE ? content : `${String(certificates).trimEnd()}\n${content.trim()}\n`;
  return { keystore, password: plainSecret(KEY_PASSWORD, config) ?? plainSecret(PASSWORD, config) };
}

/** What the plan can check; an archive is for the API to open. */
export function keyParts(config: ValueRecord): KeyParts {
  const certificates = entry(config, 'cert_pem');
  return {
    certificates: typeof certificates === 'string' ? certificates : undefined,
    key: plainSecret(KEY, config),
    password: plainSecret(KEY_PASSWORD, config) ?? plainSecret(PASSWORD, config),
    isPasswordOpen: [KEY_PASSWORD, PASSWORD].some(
      (name) => isConfigured(name, config) && plainSecret(name, config) === undefined,
    ),
  };
}

type ConfiguredPasswords = { readonly [name in `${'' | 'private_key_'}password${'' | '_wo'}`]: string | null };

interface Content {
  readonly cert_pem: string | null;
  readonly private_key_pem: string | null;
  readonly private_key_pem_wo: string | null;
  readonly pkcs12: string | null;
  readonly pkcs12_wo: string | null;
}

/** A password that opens the key may stand in the attribute of the archive's too, where it stood before there was another. */
export function passwordOf(config: ConfiguredPasswords): string | null {
  return secretOf(KEY_PASSWORD, config) ?? secretOf(PASSWORD, config);
}

/** The wire takes certificates and key in one text. @throws DiagnosticError where a part is not configured */
export function contentOf(config: Content): string {
  const archive = secretOf(ARCHIVE, config);
  if (archive !== null) return archive;
  const key = secretOf(KEY, config);
  if (key === null) throw secretMissing(KEY);
  if (config.cert_pem === null)
    throw attributeError(['cert_pem'], 'A certificate is missing', 'Set it together with its private key.');
  return `${config.cert_pem.trimEnd()}\n${key.trim()}\n`;
}
