import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HOSTS } from '../../toolbox/provider-mirror.ts';

/** The implied mirror of both engines in the user's home. */
export function impliedMirror(home: string): string {
  return join(home, '.terraform.d', 'plugins');
}

/** The configuration files of the engines whose `provider_installation` block leaves the mirror out. */
export async function findHiding(home: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const mirror = impliedMirror(home);
  const files = await configurationFiles(home, env);
  const texts = await Promise.all(files.map(readOrNothing));
  return files.filter((_, index) => hides(texts[index] ?? '', mirror));
}

/** TF_CLI_CONFIG_FILE takes the place of the files in the home; those in .terraform.d are read besides. */
async function configurationFiles(home: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const own = env.TF_CLI_CONFIG_FILE ? [env.TF_CLI_CONFIG_FILE] : [join(home, '.terraformrc'), join(home, '.tofurc')];
  const folder = dirname(impliedMirror(home));
  const further = (await readdir(folder).catch(noSuchFolder)).filter((name) => /\.(tfrc|tfrc\.json)$/.test(name));
  return [...own, ...further.map((name) => join(folder, name))];
}

function noSuchFolder(): string[] {
  return [];
}

async function readOrNothing(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function hides(text: string, mirror: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)(#|\/\/).*$/gm, '');
  return /\bprovider_installation"?\s*[:{[]/.test(code) && !code.includes(JSON.stringify(mirror));
}

/** The block that reads this provider from the mirror and all others from where they come from. */
export function describeBlock(mirror: string): string {
  const addresses = HOSTS.map((host) => `"${host}/gatepost/gatepost"`).join(', ');
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = [${addresses}]
  }
  direct {
    exclude = [${addresses}]
  }
}`;
}
