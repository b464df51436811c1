import { resolve } from 'node:path';
import { z } from 'zod';
import { contradictions } from './config-contradiction.ts';
import * as field from './config-field.ts';
import { RETENTION_VARIABLES, type Retention, retentionOf } from './config-retention.ts';
import { SCALE_VARIABLES, type Scale, scaleOf } from './config-scale.ts';
import { collect, type Environment, type ReadFile } from './config-source.ts';

export type { Environment } from './config-source.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

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
  /** The same database past a pooler, for what needs a connection to itself; null: `databaseUrl` leads there. */
  readonly databaseDirectUrl: string | null;
  readonly dataDir: string;
  /** 32 bytes; null: made at the first start and kept in `dataDir`. */
  readonly encryptionKey: Buffer | null;
  /** Read besides `encryptionKey` while keys are rotated; nothing is written with them. */
  readonly previousEncryptionKeys: readonly Buffer[];
  readonly admin: { readonly username: string; readonly password: string | null; readonly email: string };
  readonly toolkit: { readonly clientId: string; readonly clientSecret: string };
  /** Addresses, networks and names to which mail may go whatever else is said, and to which it may not. */
  readonly smtp: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  readonly scale: Scale;
  readonly retention: Retention;
  readonly logLevel: LogLevel;
  /** The collector that spans are sent to by OTLP over HTTP; null: nothing is traced. */
  readonly otlpEndpoint: string | null;
}

const VARIABLES = z.object({
  GATEPOST_HOST: field.host().default('127.0.0.1'),
  GATEPOST_PORT: field.port().default(9443),
  GATEPOST_TLS_CERTIFICATE_FILE: z.string().optional(),
  GATEPOST_TLS_KEY_FILE: z.string().optional(),
  GATEPOST_TRUST_PROXY: field.proxies().optional(),
  GATEPOST_PUBLIC_URL: field.url('http:', 'https:').optional(),
  GATEPOST_DATABASE_URL: field.url('postgres:', 'postgresql:').optional(),
  GATEPOST_DATABASE_DIRECT_URL: field.url('postgres:', 'postgresql:').optional(),
  GATEPOST_DATA_DIR: z.string().default('.gatepost'),
  GATEPOST_ENCRYPTION_KEY: field.key().optional(),
  GATEPOST_ENCRYPTION_KEY_PREVIOUS: field.keys().default([]),
  GATEPOST_ADMIN_USERNAME: field.line().default('admin'),
  GATEPOST_ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters.').optional(),
  GATEPOST_ADMIN_EMAIL: field.email().default('admin@localhost'),
  GATEPOST_TOOLKIT_CLIENT_ID: z.string().default('toolkit'),
  GATEPOST_TOOLKIT_CLIENT_SECRET: z.string().default('toolkit'),
  GATEPOST_SMTP_ALLOW: field.destinations().default([]),
  GATEPOST_SMTP_DENY: field.destinations().default([]),
  ...SCALE_VARIABLES,
  ...RETENTION_VARIABLES,
  GATEPOST_LOG_LEVEL: field.oneOf(LOG_LEVELS).default('info'),
  // As everything that is traced calls it, so that whatever sets it for a whole cluster is heard here too.
  OTEL_EXPORTER_OTLP_ENDPOINT: field.url('http:', 'https:').optional(),
});
type Name = keyof typeof VARIABLES.shape;

const SECRETS: ReadonlySet<string> = new Set<Name>([
  'GATEPOST_DATABASE_URL',
  'GATEPOST_DATABASE_DIRECT_URL',
  'GATEPOST_ENCRYPTION_KEY',
  'GATEPOST_ENCRYPTION_KEY_PREVIOUS',
  'GATEPOST_ADMIN_PASSWORD',
  'GATEPOST_TOOLKIT_CLIENT_SECRET',
]);

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
  const variables = collect(env, readFile, Object.keys(VARIABLES.shape), SECRETS);
  const read = VARIABLES.safeParse(variables.values);
  const issues = read.error?.issues ?? [];
  const problems = [
    ...variables.problems,
    ...issues.map(({ path, message }) => `${path.join()} ${message}`),
    ...contradictions(variables, new Set(issues.map(({ path }) => path.join()))),
  ];
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  return configOf(read.data);
}

function configOf(value: z.infer<typeof VARIABLES>): Config {
  const { GATEPOST_TLS_CERTIFICATE_FILE: certificate, GATEPOST_TLS_KEY_FILE: key } = value;
  return {
    host: value.GATEPOST_HOST,
    port: value.GATEPOST_PORT,
    tls: certificate && key ? { certificate, key } : null,
    trustProxy: value.GATEPOST_TRUST_PROXY ?? null,
    publicUrl: value.GATEPOST_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    databaseUrl: value.GATEPOST_DATABASE_URL ?? null,
    databaseDirectUrl: value.GATEPOST_DATABASE_DIRECT_URL ?? null,
    dataDir: resolve(value.GATEPOST_DATA_DIR),
    encryptionKey: value.GATEPOST_ENCRYPTION_KEY ?? null,
    previousEncryptionKeys: value.GATEPOST_ENCRYPTION_KEY_PREVIOUS,
    admin: {
      username: value.GATEPOST_ADMIN_USERNAME,
      password: value.GATEPOST_ADMIN_PASSWORD ?? null,
      email: value.GATEPOST_ADMIN_EMAIL,
    },
    toolkit: {
      clientId: value.GATEPOST_TOOLKIT_CLIENT_ID,
      clientSecret: value.GATEPOST_TOOLKIT_CLIENT_SECRET,
    },
    smtp: { allow: value.GATEPOST_SMTP_ALLOW, deny: value.GATEPOST_SMTP_DENY },
    scale: scaleOf(value),
    retention: retentionOf(value),
    logLevel: value.GATEPOST_LOG_LEVEL,
    otlpEndpoint: value.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
  };
}
