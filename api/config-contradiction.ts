import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { Variables } from './config-source.ts';

const CERTIFICATE = 'GATEPOST_TLS_CERTIFICATE_FILE';
const KEY = 'GATEPOST_TLS_KEY_FILE';

/** What is wrong between variables that are right by themselves; nothing is said of those that are `wrong` already. */
export function contradictions(variables: Variables, wrong: ReadonlySet<string>): string[] {
  const found = [
    tlsProblem(variables),
    plainHttpProblem(variables, wrong),
    missingKeyProblem(variables, wrong),
    directUrlProblem(variables),
    publicUrlProblem(variables, wrong),
  ];
  return found.filter((problem) => problem !== null);
}

function tlsProblem({ names, values }: Variables): string | null {
  if (names.has(CERTIFICATE) !== names.has(KEY)) return `${CERTIFICATE} and ${KEY} go together; give both or neither.`;
  const { [CERTIFICATE]: certificate, [KEY]: key } = values;
  if (certificate === undefined || key === undefined || isPair(certificate, key)) return null;
  return (
    `${CERTIFICATE} and ${KEY} cannot be used: both must be PEM, the key without a password, and the key that of ` +
    'the certificate.'
  );
}

/** To Node an empty text is no certificate at all, and nothing to complain of. */
function isPair(cert: string, key: string): boolean {
  try {
    createSecureContext({ cert, key });
    return cert !== '' && key !== '';
  } catch {
    return false;
  }
}

function plainHttpProblem({ names, values }: Variables, wrong: ReadonlySet<string>): string | null {
  const host = values.GATEPOST_HOST;
  if (host === undefined || wrong.has('GATEPOST_HOST') || isLoopback(host)) return null;
  if ((names.has(CERTIFICATE) && names.has(KEY)) || names.has('GATEPOST_TRUST_PROXY')) return null;
  return (
    `GATEPOST_HOST ${host} is beyond loopback and would serve plain HTTP: give ${CERTIFICATE} and ${KEY}, or name ` +
    'the TLS proxy in front of it in GATEPOST_TRUST_PROXY.'
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function missingKeyProblem({ values }: Variables, wrong: ReadonlySet<string>): string | null {
  if (values.GATEPOST_DATABASE_URL === undefined || wrong.has('GATEPOST_DATABASE_URL')) return null;
  if (values.GATEPOST_ENCRYPTION_KEY !== undefined) return null;
  return (
    'GATEPOST_ENCRYPTION_KEY (or GATEPOST_ENCRYPTION_KEY_FILE) must be given with GATEPOST_DATABASE_URL, since every ' +
    'process on that database needs the same key; make one with: openssl rand -base64 32'
  );
}

function directUrlProblem({ values }: Variables): string | null {
  if (values.GATEPOST_DATABASE_DIRECT_URL === undefined || values.GATEPOST_DATABASE_URL !== undefined) return null;
  return 'GATEPOST_DATABASE_DIRECT_URL leads past a pooler to the same database as GATEPOST_DATABASE_URL; give both.';
}

/** Mails name the API, which such a process is not: what it listens on itself would lead nobody anywhere. */
function publicUrlProblem({ values }: Variables, wrong: ReadonlySet<string>): string | null {
  const roles = values.GATEPOST_ROLES;
  if (roles === undefined || wrong.has('GATEPOST_ROLES') || values.GATEPOST_PUBLIC_URL !== undefined) return null;
  const takes = (role: string) => roles.split(',').some((each) => each.trim() === role);
  if (takes('api') || !takes('mail')) return null;
  return 'GATEPOST_PUBLIC_URL must be given where GATEPOST_ROLES has mail without api: mails name the API.';
}
