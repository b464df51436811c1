import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { runCommand } from './command.ts';
import { engineEnvironment } from './engine-environment.ts';

export type OldestVersion = readonly [major: number, minor: number];

/** Write-only attributes and ephemeral variables came to both products with 1.11; the demo needs them. */
const WRITE_ONLY: OldestVersion = [1, 11];
/** What the provider works with: since then an `import` block has its configuration generated. */
export const OLDEST_SUPPORTED: OldestVersion = [1, 5];

export interface EngineWish {
  /** Default: the first with write-only attributes. */
  oldest?: OldestVersion;
  platform?: string;
}

export interface Engine {
  /** Absolute. */
  path: string;
  product: 'Terraform' | 'OpenTofu';
  version: string;
  /** A line for each candidate that was passed over, and why. */
  passedOver: string[];
}

/** None that can be used is on this machine. */
export class NoEngineError extends Error {}

/**
 * The engine to use: what `GATEPOST_TERRAFORM` names (a path or a name) and nothing else, otherwise `terraform`, otherwise
 * `tofu` on the PATH; the first that is new enough. Fails with what to install when there is none.
 */
export async function findEngine(env: NodeJS.ProcessEnv, wish: EngineWish = {}): Promise<Engine> {
  const { oldest = WRITE_ONLY, platform = process.platform } = wish;
  const { GATEPOST_TERRAFORM: chosen = '' } = env;
  if (chosen !== '') return demandEngine(chosen, env, oldest);
  const passedOver: string[] = [];
  for (const name of ['terraform', 'tofu']) {
    const found = await examine(name, env, oldest);
    if (typeof found !== 'string') return { ...found, passedOver };
    passedOver.push(found);
  }
  throw new NoEngineError(
    `No Terraform or OpenTofu ${oldest.join('.')} or newer was found:\n${passedOver.map((line) => `  - ${line}`).join('\n')}\n` +
      `Install one (${adviseInstall(platform)}), or set GATEPOST_TERRAFORM to its path.`,
  );
}

/** Whoever chose an engine is not served by another one. */
async function demandEngine(name: string, env: NodeJS.ProcessEnv, oldest: OldestVersion): Promise<Engine> {
  const found = await examine(name, env, oldest);
  if (typeof found !== 'string') return { ...found, passedOver: [] };
  throw new Error(
    `GATEPOST_TERRAFORM names no engine that can be used: ${found}. Let it name Terraform or OpenTofu ${oldest.join('.')} or newer, or take it away.`,
  );
}

/** The engine, or why it cannot be used. */
async function examine(
  name: string,
  env: NodeJS.ProcessEnv,
  oldest: OldestVersion,
): Promise<Omit<Engine, 'passedOver'> | string> {
  const path = await locate(name, env.PATH ?? '');
  if (path === undefined) return `${name}: not found`;
  const words = await askVersion(path, env);
  const match = /^(Terraform|OpenTofu) v((\d+)\.(\d+)\.\S+)/m.exec(words);
  if (match === null) return `${path}: neither Terraform nor OpenTofu (${words.trim().split('\n')[0] ?? ''})`;
  const [, product, version = '', major, minor] = match;
  if (!isNewEnough(Number(major), Number(minor), oldest)) return `${path}: ${product} ${version} is too old`;
  return { path, product: product === 'OpenTofu' ? 'OpenTofu' : 'Terraform', version };
}

function isNewEnough(major: number, minor: number, [oldestMajor, oldestMinor]: OldestVersion): boolean {
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

async function locate(name: string, path: string): Promise<string | undefined> {
  const directories = /[/\\]/.test(name) || isAbsolute(name) ? [''] : path.split(delimiter);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const candidate of directories.flatMap((each) => endings.map((ending) => join(each, name) + ending))) {
    if (await isExecutable(candidate)) return resolve(candidate);
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function askVersion(path: string, env: NodeJS.ProcessEnv): Promise<string> {
  const options = { env: engineEnvironment(env), timeoutMs: 30_000 };
  return runCommand(path, ['version'], options).then(
    ({ output }) => output,
    (error: Error) => error.message,
  );
}

function adviseInstall(platform: string): string {
  if (platform === 'darwin') return 'brew install opentofu, or brew install hashicorp/tap/terraform';
  if (platform === 'win32') return 'winget install Hashicorp.Terraform, or winget install OpenTofu.Tofu';
  return 'https://developer.hashicorp.com/terraform/install or https://opentofu.org/docs/intro/install; both have packages for Debian, Fedora, Alpine and others';
}
