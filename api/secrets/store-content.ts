import type { CertificateView } from '../tables/certificate.ts';
import { type Keystore, PemError, readKeystore, readTruststore } from './pem.ts';
import { isPkcs12, openPkcs12 } from './pkcs12.ts';

/** The certificates of a truststore. */
export interface Truststore {
  /** PEM: as it was sent, or made of PKCS#12. */
  pem: string;
  certificates: CertificateView[];
}

/** A keystore from PEM or PKCS#12 in base64. @throws PemError */
export async function openKeystore(text: string, password: string | null): Promise<Keystore> {
  if (!isPkcs12(text)) return readKeystore(text, password);
  const { certificates, privateKeys } = await openPkcs12(text, password);
  return readKeystore([...certificates, ...demandSome(privateKeys, 'private key')].join(''), null);
}

/** A truststore from PEM or PKCS#12 in base64. @throws PemError */
export async function openTruststore(text: string, password: string | null): Promise<Truststore> {
  if (!isPkcs12(text)) return { pem: text, certificates: readTruststore(text) };
  const { certificates, privateKeys } = await openPkcs12(text, password);
  if (privateKeys.length > 0) throw new PemError('holds a private key; a truststore takes certificates only');
  const pem = demandSome(certificates, 'certificates').join('');
  return { pem, certificates: readTruststore(pem) };
}

function demandSome(found: string[], what: string): string[] {
  if (found.length === 0) throw new PemError(`is PKCS#12 that holds no ${what}`);
  return found;
}

/** What an opening came to; undefined: there was nothing to open. */
export type Opened<Content> = Content | PemError | undefined;

/** What is wrong with a text is told later, where everything else is told that is wrong with a request. */
export async function opened<Content>(opening: Promise<Content>): Promise<Content | PemError> {
  return opening.catch((error: unknown) => {
    if (error instanceof PemError) return error;
    throw error;
  });
}
