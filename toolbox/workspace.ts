import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Command, type CommandResult, startCommand } from './command.ts';
import type { Engine } from './engine.ts';
import { engineEnvironment } from './engine-environment.ts';
import { type ProviderSource, writeProviderMirror } from './provider-mirror.ts';

export interface WorkspaceOptions {
  engine: Engine;
  /** The folder with the configuration; copied without state and `.terraform`. */
  example: string;
  provider: ProviderSource;
  /** Beyond the clean environment: `GATEPOST_…` for the provider, `TF_VAR_…` for the configuration. */
  env?: Record<string, string>;
  /** Hears what the engine prints, as it comes. */
  onOutput?: (text: string) => void;
}

/** What came of a command; a failure of the engine is a result here, not an exception. */
export interface Result extends CommandResult {
  args: string[];
}

/** A temporary working copy for the engine, with its own provider mirror, CLI configuration and environment. */
export interface Workspace {
  directory: string;
  env: NodeJS.ProcessEnv;
  /** Any command; others below add the arguments that keep the engine from asking. */
  run(...args: string[]): Promise<Result>;
  init(): Promise<Result>;
  validate(): Promise<Result>;
  /** Saves the plan to `plan.bin`; exit code 0: no changes, 2: changes (-detailed-exitcode). */
  plan(...args: string[]): Promise<Result>;
  /** Without arguments plans and applies in one go; with `plan.bin` applies the saved plan. */
  apply(...args: string[]): Promise<Result>;
  destroy(...args: string[]): Promise<Result>;
  import(address: string, id: string): Promise<Result>;
  /** The state, or the plan in the named file, as the engine's JSON. */
  show(planFile?: string): Promise<unknown>;
  /** SIGINT to the running command, the first Ctrl-C; it then ends by itself. False when none runs. */
  interrupt(): boolean;
  /** SIGKILL to the running command. */
  kill(): boolean;
  /** Ends a running command and removes everything. */
  remove(): Promise<void>;
}

const LEFT_OUT = /^(\.terraform|.*\.tfstate(\..*)?|\.terraform\.lock\.hcl)$/;

export async function createWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'gatepost-work-'));
  const directory = join(root, 'work');
  await mkdir(join(root, 'home'));
  await cp(options.example, directory, { recursive: true, filter: (source) => !LEFT_OUT.test(basename(source)) });
  const provided = await writeProviderMirror(root, options.provider);
  const own = { HOME: join(root, 'home'), ...provided, ...options.env };
  const env = engineEnvironment(process.env, own);
  return { directory, env, ...commands(options, directory, env, root) };
}

function commands(options: WorkspaceOptions, directory: string, env: NodeJS.ProcessEnv, root: string) {
  const { engine, onOutput } = options;
  let current: Command | undefined;
  const run = async (...args: string[]): Promise<Result> => {
    // Ctrl-C must reach the engine once, through us, for a second one makes it abandon what is in flight.
    const detached = process.platform !== 'win32';
    current = startCommand(engine.path, args, { cwd: directory, env, detached, onOutput });
    return { args, ...(await current.result) };
  };
  const send = (signal: NodeJS.Signals) => current?.child.kill(signal) ?? false;
  const batch = ['-input=false', '-no-color'];
  return {
    run,
    init: () => run('init', ...batch),
    validate: () => run('validate', '-no-color'),
    plan: (...args: string[]) => run('plan', ...batch, '-detailed-exitcode', '-out=plan.bin', ...args),
    apply: (...args: string[]) => run('apply', ...batch, '-auto-approve', ...args),
    destroy: (...args: string[]) => run('destroy', ...batch, '-auto-approve', ...args),
    import: (address: string, id: string) => run('import', ...batch, address, id),
    show: async (...planFile: string[]) => JSON.parse(requireSuccess(await run('show', '-json', ...planFile)).stdout),
    interrupt: () => send('SIGINT'),
    kill: () => send('SIGKILL'),
    remove: async () => {
      send('SIGKILL');
      await current?.result;
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The result, or an error with all that the engine said. A plan that found changes is a success too. */
export function requireSuccess(result: Result): Result {
  const isPlanned = result.code === 2 && result.args.includes('-detailed-exitcode');
  if (result.code === 0 || isPlanned) return result;
  const how = result.code === null ? `ended by ${result.signal}` : `failed with exit code ${result.code}`;
  throw new Error(`${result.args[0]} ${how}:\n${result.output}`);
}
