import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as tls from 'node:tls';
import type { Environment } from './environment.ts';

/** Where the systems keep the authorities that they trust; the first that is there counts (as in Go's crypto/x509). */
const FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/usr/local/share/certs/ca-root-nss.crt',
];
const FOLDERS = ['/etc/ssl/certs', '/etc/pki/tls/certs'];

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * The authorities to trust, PEM, as a Go program finds them: `SSL_CERT_FILE` in place of the system's file,
 * `SSL_CERT_DIR` in place of its folders; and what `NODE_EXTRA_CA_CERTS` adds. Where nothing of the kind is there, those
 * that came with Node.
 */
export function trustedAuthorities(env: Environment): string[] {
  const found = ofSystem(env);
  const extra = env.NODE_EXTRA_CA_CERTS ? certificatesIn([env.NODE_EXTRA_CA_CERTS]) : [];
  return [...new Set([...(found.length > 0 ? found : tls.rootCertificates), ...extra])];
}

function ofSystem({ SSL_CERT_FILE: file, SSL_CERT_DIR: folders }: Environment): string[] {
  if (!file && !folders && 'getCACertificates' in tls) return askNode(tls);
  const ofFile = file ? certificatesIn([file]) : firstOf(FILES);
  // The system's folder holds what its file holds.
  const further = folders ? folders.split(delimiter) : file || ofFile.length === 0 ? FOLDERS : [];
  return [...ofFile, ...further.flatMap((folder) => certificatesIn(filesIn(folder)))];
}

/** Node 22.15 and newer know where every system keeps them, Windows and macOS too. */
function askNode(module: object): string[] {
  const { getCACertificates } = module as { getCACertificates(kind: 'system'): string[] };
  return getCACertificates('system');
}

function firstOf(files: readonly string[]): string[] {
  for (const file of files) {
    const certificates = certificatesIn([file]);
    if (certificates.length > 0) return certificates;
  }
  return [];
}

/** What can't be read holds none, as in Go. */
function certificatesIn(files: readonly string[]): string[] {
  return files.flatMap((file) => orNothing(() => readFileSync(file, 'utf8').match(BLOCK) ?? []));
}

function filesIn(folder: string): string[] {
  return orNothing(() => readdirSync(folder).map((name) => join(folder, name)));
}

function orNothing(read: () => string[]): string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
