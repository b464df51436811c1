import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';

/** What the API is started with: the environment, read once and typed. */
export interface Config {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** PEM texts; null serves plain HTTP. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  /** Express's `trust proxy` value: the proxy's address or subnet; null trusts none. */
  readonly trustProxy: string | null;
  /** Where people and scripts reach the API, without a trailing slash; null: the address it listens on. */
  readonly publicUrl: string | null;
  /** A PostgreSQL of one's own; null starts the embedded one in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** 32 bytes; null: made at the first start and kept in `dataDir`. */
  readonly encryptionKey: Buffer | null;
  /** Read besides `encryptionKey` while keys are rotated; nothing is written with them. */
  readonly previousEncryptionKeys: readonly Buffer[];
  readonly admin: { readonly username: string; readonly password: string | null; readonly email: string };
  readonly toolkit: { readonly clientId: string; readonly clientSecret: string };
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Environment = Readonly<Record<string, string | undefined>>;
export type ReadFile = (path: string) => string;

/** The environment cannot be used; `problems` lists everything that is wrong, not just the first. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Turns the environment into a configuration.
 * @throws ConfigError that names every variable that is wrong and how to mend it; secrets are never quoted.
 */
export function readConfig(env: Environment, readFile: ReadFile): Config {
  const problems: string[] = [];
  const read = reader(env, readFile, problems);
  const config: Config = {
    host: read.text('GATEPOST_HOST') ?? '127.0.0.1',
    port: read.port('GATEPOST_PORT') ?? 9443,
    tls: read.tls(),
    trustProxy: read.text('GATEPOST_TRUST_PROXY') ?? null,
    publicUrl: read.url('GATEPOST_PUBLIC_URL', ['http:', 'https:'])?.replace(/\/+$/, '') ?? null,
    databaseUrl: read.url('GATEPOST_DATABASE_URL', ['postgres:', 'postgresql:']) ?? null,
    dataDir: resolve(read.text('GATEPOST_DATA_DIR') ?? '.gatepost'),
    encryptionKey: read.key('GATEPOST_ENCRYPTION_KEY'),
    previousEncryptionKeys: read.keys('GATEPOST_ENCRYPTION_KEY_PREVIOUS'),
    admin: {
      username: read.text('GATEPOST_ADMIN_USERNAME') ?? 'admin',
      password: read.secret('GATEPOST_ADMIN_PASSWORD') ?? null,
      email: read.text('GATEPOST_ADMIN_EMAIL') ?? 'admin@localhost',
    },
    toolkit: {
      clientId: read.text('GATEPOST_TOOLKIT_CLIENT_ID') ?? 'toolkit',
      clientSecret: read.secret('GATEPOST_TOOLKIT_CLIENT_SECRET') ?? 'toolkit',
    },
    logLevel: read.level('GATEPOST_LOG_LEVEL'),
  };
  problems.push(...contradictions(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function contradictions(config: Config): string[] {
  const problems: string[] = [];
  if (!config.tls && !config.trustProxy && !isLoopback(config.host)) {
    problems.push(
      `GATEPOST_HOST ${config.host} is beyond loopback and would serve plain HTTP: give GATEPOST_TLS_CERTIFICATE_FILE ` +
        'and GATEPOST_TLS_KEY_FILE, or name the TLS proxy in front of it in GATEPOST_TRUST_PROXY.',
    );
  }
  if (config.databaseUrl && !config.encryptionKey) {
    problems.push(
      'GATEPOST_ENCRYPTION_KEY (or GATEPOST_ENCRYPTION_KEY_FILE) must be given with GATEPOST_DATABASE_URL, since every ' +
        'process on that database needs the same key; make one with: openssl rand -base64 32',
    );
  }
  if (config.admin.password !== null && config.admin.password.length < 8) {
    problems.push('GATEPOST_ADMIN_PASSWORD must have at least 8 characters.');
  }
  return problems;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Node's decoder skips what is no base64; a key that was mistyped must not become another key. */
function keyOf(value: string): Buffer | null {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === 32 && bytes.toString('base64').replace(/=+$/, '') === value.replace(/=+$/, '') ? bytes : null;
}

function reader(env: Environment, readFile: ReadFile, problems: string[]) {
  const text = (name: string) => env[name]?.trim() || undefined;

  const file = (name: string): string | undefined => {
    const path = text(name);
    if (!path) return undefined;
    try {
      return readFile(path);
    } catch (error) {
      problems.push(`${name}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`);
      return undefined;
    }
  };

  const secret = (name: string): string | undefined => {
    if (text(name) && text(`${name}_FILE`)) problems.push(`Give ${name} or ${name}_FILE, not both.`);
    return text(name) ?? (file(`${name}_FILE`)?.replace(/\r?\n$/, '') || undefined);
  };

  const url = (name: string, protocols: string[]): string | undefined => {
    const value = name === 'GATEPOST_DATABASE_URL' ? secret(name) : text(name);
    if (!value) return undefined;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    problems.push(
      `${name} must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
    );
    return undefined;
  };

  const port = (name: string): number | undefined => {
    const value = text(name);
    if (!value) return undefined;
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
    problems.push(`${name} must be a whole number from 0 (any free port) to 65535, not ${JSON.stringify(value)}.`);
    return undefined;
  };

  const key = (name: string): Buffer | null => {
    const value = secret(name);
    if (!value) return null;
    const bytes = keyOf(value);
    if (bytes) return bytes;
    problems.push(`${name} must be 32 bytes in base64; make one with: openssl rand -base64 32`);
    return null;
  };

  const keys = (name: string): Buffer[] => {
    const values = secret(name)?.split(/[\s,]+/) ?? [];
    const found = values.filter(Boolean).map(keyOf);
    if (found.every((bytes) => bytes !== null)) return found;
    problems.push(`${name} must be keys of 32 bytes in base64, separated by commas or lines.`);
    return [];
  };

  const fitting = (certificate: string, keyText: string): Config['tls'] => {
    try {
      createSecureContext({ cert: certificate, key: keyText });
    } catch {
      problems.push(
        'GATEPOST_TLS_CERTIFICATE_FILE and GATEPOST_TLS_KEY_FILE cannot be used: both must be PEM, the key without a password, and the key that of the certificate.',
      );
    }
    return { certificate, key: keyText };
  };

  const tls = (): Config['tls'] => {
    const certificate = file('GATEPOST_TLS_CERTIFICATE_FILE');
    const keyText = file('GATEPOST_TLS_KEY_FILE');
    if (certificate && keyText) return fitting(certificate, keyText);
    if (Boolean(text('GATEPOST_TLS_CERTIFICATE_FILE')) !== Boolean(text('GATEPOST_TLS_KEY_FILE'))) {
      problems.push('GATEPOST_TLS_CERTIFICATE_FILE and GATEPOST_TLS_KEY_FILE go together; give both or neither.');
    }
    return null;
  };

  const level = (name: string): LogLevel => {
    const value = text(name) ?? 'info';
    const found = LOG_LEVELS.find((candidate) => candidate === value);
    if (!found) problems.push(`${name} must be one of ${LOG_LEVELS.join(', ')}, not ${JSON.stringify(value)}.`);
    return found ?? 'info';
  };

  return { text, secret, url, port, key, keys, tls, level };
}
