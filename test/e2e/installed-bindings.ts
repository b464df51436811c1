import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Kit } from '../../provider/cdktf/kit.ts';
import { buildBindingsPackage, buildWheel } from '../../toolbox/bindings-package.ts';
import { runToSuccess } from '../../toolbox/command.ts';

const root = resolve(import.meta.dirname, '../..');

/** The package for a kit as npm makes and installs it, in a folder that knows nothing of the repository. */
export interface InstalledBindings {
  readonly folder: string;
  /** Where the package lies within. */
  readonly place: string;
  /** What `npm pack` made. */
  readonly archive: string;
  run(command: string, ...args: string[]): Promise<string>;
  /** Compiles and runs a program; answers the folder that it synthesized. */
  synthesize(name: string, source: string): Promise<string>;
  /** Makes the wheel and installs it beside; the same for a program in Python. */
  installPython(python: string): Promise<(name: string, source: string) => Promise<string>>;
}

/** @param directory an empty one, outside of the repository */
export async function installBindings(kit: Kit, directory: string): Promise<InstalledBindings> {
  const [built, folder] = [join(directory, 'built'), join(directory, 'user')];
  await buildBindingsPackage(kit, built);
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const archive = (await runIn(built, 'npm', 'pack', '--silent', '--pack-destination', folder)).trim();
  const run = (command: string, ...args: string[]) => runIn(folder, command, ...args);
  await installArchive(folder, join(folder, archive));
  return {
    folder,
    archive: join(folder, archive),
    place: join(folder, 'node_modules', '@gatepost', `${kit.name}-provider-gatepost`),
    run,
    synthesize: (name, source) => synthesizeTypeScript(folder, name, source),
    installPython: (python) => installPython(python, built, join(directory, 'python')),
  };
}

/** With all that the package.json of the folder asks for. */
export async function installArchive(folder: string, archive: string): Promise<void> {
  await runIn(folder, 'npm', 'install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', archive);
}

const runIn = (cwd: string, command: string, ...args: string[]) => runToSuccess(command, args, { cwd });

/** As a module of Node: what it imports comes from node_modules. */
async function synthesizeTypeScript(folder: string, name: string, source: string): Promise<string> {
  const cwd = join(folder, name);
  await mkdir(cwd);
  const outfile = join(cwd, 'main.mjs');
  const stdin = { contents: source, loader: 'ts' as const, resolveDir: cwd };
  await build({ stdin, outfile, bundle: true, packages: 'external', format: 'esm', platform: 'node' });
  await runIn(cwd, process.execPath, outfile);
  return onlyStack(cwd);
}

async function installPython(system: string, built: string, folder: string) {
  await runIn(built, system, '-m', 'venv', folder);
  const python = join(folder, 'bin', 'python');
  await buildWheel(built, python);
  const wheels = (await readdir(join(built, 'dist'))).filter((file) => file.endsWith('.whl'));
  await runIn(join(built, 'dist'), python, '-m', 'pip', 'install', '--quiet', ...wheels);
  return async (name: string, source: string) => {
    const cwd = join(folder, name);
    await mkdir(cwd);
    await writeFile(join(cwd, 'main.py'), source);
    await runIn(cwd, python, 'main.py');
    return onlyStack(cwd);
  };
}

const onlyStack = (cwd: string) => join(cwd, 'cdktf.out', 'stacks', 'cloud');

/** The program in a guide, or in a README, for one of the kits. */
export async function programIn(document: string, language: string, kit: Kit): Promise<string> {
  const text = await readFile(resolve(root, document), 'utf8');
  const program = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(text)?.[1];
  if (program === undefined) throw new Error(`${document} has no ${language}.`);
  return program.replaceAll('cdktn', kit.name);
}
