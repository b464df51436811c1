import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Warn } from '../framework/context.ts';
import { attributeError, plainError } from '../framework/diagnostic.ts';
import { known, UNKNOWN, type Unknown } from '../framework/value.ts';
import { type CredentialName, type Credentials, chooseCredentials, setsCredentials } from './credentials.ts';
import type { Environment } from './environment.ts';
import { chooseProxy, type ProxyServer } from './proxy.ts';
import type { Settings } from './settings.ts';

/** What a client needs to know. */
export interface Configuration {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** PEM, trusted beside the system's authorities. */
  readonly caCertificates: string | undefined;
  /** What the API is reached through. */
  readonly proxy?: ProxyServer | undefined;
  readonly settings?: Settings;
}

type Setting = 'endpoint' | 'realm' | 'ca_certificate_pem' | CredentialName;

/** The provider block as it arrives. */
export type ProviderBlock = { readonly [name in Setting]: string | null | Unknown };

const DEFAULT_REALM = 'admin/default-idp-1';

/**
 * The configuration from the provider block and, where that is silent, the environment.
 * @returns the names of the attributes that are not known yet, if any
 * @throws DiagnosticError that names what to set or to correct
 */
export function readConfiguration(block: ProviderBlock, env: Environment, warn: Warn): Configuration | string[] {
  const endpoint = block.endpoint ?? (env.GATEPOST_ENDPOINT || null);
  const realm = block.realm ?? (env.GATEPOST_REALM || DEFAULT_REALM);
  const caCertificates = block.ca_certificate_pem ?? readCaFile(env);
  const credentials = chooseCredentials(block, known(realm) ?? '', env);
  if (endpoint === null) throw noEndpoint();
  const open = Object.entries(block).flatMap(([name, value]) => (value === UNKNOWN ? [name] : []));
  if (!credentials || typeof endpoint !== 'string' || open.length > 0) return open;
  checkEndpoint(endpoint);
  warnOfPlainHttp(endpoint, block, warn);
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    credentials,
    caCertificates: checkCertificates(known(caCertificates), block),
    proxy: chooseProxy(endpoint, env),
  };
}

function checkEndpoint(endpoint: string): void {
  const fault = endpointFault(endpoint);
  if (fault) throw attributeError(['endpoint'], 'The endpoint is not usable', `\`endpoint\` ${fault}.`);
}

function checkCertificates(pem: string | null | undefined, block: ProviderBlock): string | undefined {
  const fault = pem ? certificateFault(pem) : undefined;
  if (!fault) return pem ?? undefined;
  const isOfFile = block.ca_certificate_pem === null;
  const what = isOfFile ? 'The file that GATEPOST_CA_CERTIFICATE_FILE names' : '`ca_certificate_pem`';
  throw attributeError(isOfFile ? [] : ['ca_certificate_pem'], 'The CA certificate is not usable', `${what} ${fault}.`);
}

function noEndpoint(): Error {
  return plainError(
    'The endpoint of the API is not given',
    'Set `endpoint` of the provider, or GATEPOST_ENDPOINT, to the URL of the API, such as https://api.example.com.',
  );
}

/** What is wrong with an endpoint, as the end of a sentence. */
export function endpointFault(endpoint: string): string | undefined {
  const example = 'such as https://api.example.com';
  if (!URL.canParse(endpoint)) return `must be a URL, ${example}`;
  const url = new URL(endpoint);
  if (!['https:', 'http:'].includes(url.protocol)) return `must start with https:// or http://, ${example}`;
  if (url.username || url.password) return 'must not hold credentials: they have attributes of their own';
  if (url.search || url.hash) return `must not have a query or a fragment, ${example}`;
  if (/\/api\/*$/.test(url.pathname)) return 'must be the URL without /api at its end, which is added';
  return undefined;
}

/** What is wrong with a PEM text of CA certificates, as the end of a sentence. */
export function certificateFault(pem: string): string | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return 'must be PEM: it has no -----BEGIN CERTIFICATE----- block';
  return blocks.every(isCertificate) ? undefined : 'holds a certificate that can not be read';
}

function isCertificate(pem: string): boolean {
  try {
    return Boolean(new X509Certificate(pem));
  } catch {
    return false;
  }
}

function readCaFile({ GATEPOST_CA_CERTIFICATE_FILE: path }: Environment): string | null {
  if (!path) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw plainError(
      'GATEPOST_CA_CERTIFICATE_FILE can not be read',
      `${reason}. Name a readable PEM file, or unset it.`,
    );
  }
}

function warnOfPlainHttp(endpoint: string, block: ProviderBlock, warn: Warn): void {
  const { protocol, hostname } = new URL(endpoint);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  if (protocol === 'https:' || isLoopback) return;
  warn(
    'Credentials travel unencrypted',
    `${endpoint} is plain HTTP beyond this machine: passwords, private keys and tokens can be read on the way. Use https.`,
    block.endpoint === null ? undefined : ['endpoint'],
  );
}

/** What the block alone shows to be wrong, before the environment is asked. @throws DiagnosticError */
export function checkBlock(block: ProviderBlock): void {
  if (setsCredentials(block)) chooseCredentials(block, DEFAULT_REALM, {});
}
