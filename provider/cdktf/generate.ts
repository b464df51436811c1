import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { CodeMaker } from 'codemaker';
import { schemaJson } from '../framework/schema-json.ts';
import { provider } from '../provider.ts';

const ADDRESS = 'registry.terraform.io/gatepost/gatepost';
const FOLDER = 'provider/cdktf/generated';

interface Generator {
  generateAll(): void;
  save(folder: string): Promise<void>;
}

// When it is loaded, the generator asks terraform for its version, echoes its complaints, and reports to its maker.
process.env.CHECKPOINT_DISABLE = '1';
delete process.env.TF_CLI_CONFIG_FILE;

/** The package's own entry needs a module that it does not bring; the class itself loads. */
const { TerraformProviderGenerator } = createRequire(import.meta.url)(
  '@cdktf/provider-generator/lib/get/generator/provider-generator.js',
) as { TerraformProviderGenerator: new (code: CodeMaker, schema: unknown) => Generator };

/** Typed classes for cdktf, from the provider's own schema: no registry, no `cdktf get`. By path from the root. */
export async function generateBindings(): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-bindings-'));
  try {
    await emitTo(folder);
    return await collect(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function emitTo(folder: string): Promise<void> {
  const code = new CodeMaker();
  code.indentation = 2;
  const generator = new TerraformProviderGenerator(code, await schemaJson(provider, ADDRESS));
  generator.generateAll();
  await generator.save(folder);
}

/** The classes are CommonJS: they fail to compile as ES modules, so their folder says what they are. */
async function collect(folder: string): Promise<Map<string, string>> {
  const files = new Map([[`${FOLDER}/package.json`, `${JSON.stringify({ type: 'commonjs' }, null, 2)}\n`]]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile() && each.name.endsWith('.ts'))) {
    const path = join(entry.parentPath, entry.name);
    files.set(`${FOLDER}/${relative(folder, path)}`, await readFile(path, 'utf8'));
  }
  return files;
}
