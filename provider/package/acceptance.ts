import { deepStrictEqual } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provider } from '../framework/provider.ts';
import { attachProvider } from './attach.ts';

export interface AcceptanceOptions<Client> {
  readonly provider: Provider<Client>;
  /** Where configurations get it from, such as `example/files`. */
  readonly source: string;
  /** Name or path of the engine: `terraform` unless said, or `tofu`. */
  readonly engine?: string;
}

/** The attributes of a resource, as the state has them. */
export type Values = Readonly<Record<string, unknown>>;

/** An acceptance test of a provider with a real engine, in HashiCorp's flow. */
export interface Acceptance {
  /**
   * Plans and applies a configuration, and demands that the plan after that is empty, from the state alone and from what
   * the remote says. Answers the managed resources of the state, by address.
   */
  step(hcl: string): Promise<Readonly<Record<string, Values>>>;
  /** Demands that a configuration is refused, at plan or at apply; answers what the engine said. */
  refused(hcl: string): Promise<string>;
  /** Imports an object of the last step into an empty state, and demands the same values and an empty plan. */
  imported(address: string, id: string): Promise<void>;
  /** Destroys everything, and takes provider and folder away. */
  end(): Promise<void>;
}

interface Outcome {
  readonly code: number;
  readonly output: string;
}

const SETTINGS = 'empty.tfrc';
const BATCH = ['-input=false', '-no-color'];

/** Starts an acceptance test: the provider runs within this process, and the engine attaches to it. */
export async function acceptance<Client>(options: AcceptanceOptions<Client>): Promise<Acceptance> {
  const { provider, source, engine = 'terraform' } = options;
  const root = await mkdtemp(join(tmpdir(), 'acceptance-'));
  await writeFile(join(root, SETTINGS), '');
  const { reattach, detach } = await attachProvider(provider, source);
  const env = { ...environment(root), TF_REATTACH_PROVIDERS: reattach };
  const folders = { work: join(root, 'work'), imported: join(root, 'imported') };
  let hcl = '';

  const runIn = (cwd: string) => (args: string[]) => run(engine, args, cwd, env);
  const terraform = runIn(folders.work);

  async function write(folder: string, text: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await update(folder, text);
    demand(await run(engine, ['init', ...BATCH], folder, env));
  }

  async function update(folder: string, text: string): Promise<void> {
    const required = `${provider.typeName} = { source = "${source}" }`;
    await writeFile(join(folder, 'main.tf'), text);
    await writeFile(join(folder, 'required.tf'), `terraform {\n  required_providers {\n    ${required}\n  }\n}\n`);
  }

  async function begin(text: string): Promise<void> {
    if (hcl === '') await write(folders.work, text);
    else await update(folders.work, text);
    hcl = text;
  }

  return {
    async step(text) {
      await begin(text);
      demand(await terraform(['plan', '-out=plan.bin', ...BATCH]));
      demand(await terraform(['apply', ...BATCH, 'plan.bin']));
      for (const refresh of ['-refresh=false', '-refresh=true']) demandEmpty(await terraform(planWith(refresh)));
      return stateIn(terraform);
    },
    async refused(text) {
      await begin(text);
      const { code, output } = await terraform(['apply', '-auto-approve', ...BATCH]);
      if (code === 0) throw new Error(`The configuration was to be refused, and was applied:\n${output}`);
      return output;
    },
    async imported(address, id) {
      const values = (await stateIn(terraform))[address];
      await write(folders.imported, hcl);
      const there = runIn(folders.imported);
      demand(await there(['import', ...BATCH, address, id]));
      deepStrictEqual((await stateIn(there))[address], values);
      demandEmpty(await there(['plan', '-detailed-exitcode', `-target=${address}`, ...BATCH]));
    },
    async end() {
      try {
        if (hcl !== '') demand(await terraform(['destroy', '-auto-approve', ...BATCH]));
      } finally {
        await detach();
        await rm(root, { recursive: true, force: true });
      }
    },
  };
}

const planWith = (refresh: string) => ['plan', '-detailed-exitcode', refresh, ...BATCH];

/** Nothing of the user's own settings. */
function environment(root: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TF_'));
  return { ...Object.fromEntries(own), TF_CLI_CONFIG_FILE: join(root, SETTINGS), CHECKPOINT_DISABLE: '1' };
}

function run(engine: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(engine, args, { cwd, env, maxBuffer: Number.POSITIVE_INFINITY }, (error, stdout, stderr) => {
      if (typeof error?.code === 'string') reject(new Error(`${engine} can't be run: ${error.message}`));
      else resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
    });
  });
}

function demand({ code, output }: Outcome): void {
  if (code !== 0) throw new Error(`The engine failed:\n${output}`);
}

function demandEmpty({ code, output }: Outcome): void {
  if (code !== 0) throw new Error(`The plan was to be empty:\n${output}`);
}

interface State {
  readonly values?: { readonly root_module: { readonly resources?: readonly Resource[] } };
}

interface Resource {
  readonly address: string;
  readonly mode: string;
  readonly values: Values;
}

async function stateIn(terraform: (args: string[]) => Promise<Outcome>): Promise<Record<string, Values>> {
  const shown = await terraform(['show', '-json']);
  demand(shown);
  const { values } = JSON.parse(shown.output) as State;
  const managed = (values?.root_module.resources ?? []).filter(({ mode }) => mode === 'managed');
  return Object.fromEntries(managed.map(({ address, values: each }) => [address, each]));
}
