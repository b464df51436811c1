import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { CodeMaker } from 'codemaker';
import { schemaJson } from '../framework/schema-json.ts';
import { provider } from '../provider.ts';
import type { Kit } from './kit.ts';

const ADDRESS = 'registry.terraform.io/gatepost/gatepost';
/** Where the generators put what they make of that address. */
const PLACE = join('providers', 'gatepost');

interface Generator {
  generateAll(): void;
  save(folder: string): Promise<void>;
}

/** Typed classes from the provider's own schema: no registry, no `cdktf get`. By path within the package. */
export async function generateClasses(kit: Kit): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-bindings-'));
  try {
    await emitTo(folder, kit);
    return await collect(join(folder, PLACE));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function emitTo(folder: string, { generator }: Kit): Promise<void> {
  // When it is loaded, a generator asks terraform for its version, echoes its complaints, and reports to its maker.
  process.env.CHECKPOINT_DISABLE = '1';
  delete process.env.TF_CLI_CONFIG_FILE;
  const { TerraformProviderGenerator } = createRequire(import.meta.url)(generator) as {
    TerraformProviderGenerator: new (code: CodeMaker, schema: unknown) => Generator;
  };
  const code = new CodeMaker();
  code.indentation = 2;
  const emitting = new TerraformProviderGenerator(code, await schemaJson(provider, ADDRESS));
  emitting.generateAll();
  await emitting.save(folder);
}

async function collect(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile() && each.name.endsWith('.ts'))) {
    const path = join(entry.parentPath, entry.name);
    files.set(join('src', relative(folder, path)), await readFile(path, 'utf8'));
  }
  return files;
}
