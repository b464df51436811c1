import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const packages = createRequire(import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(packages.resolve(path), 'utf8'));

/** The whole list would be more than all else that a page loads. */
const MOST = 10_000;
const KEYBOARDS = ['qwerty', 'qwertz', 'keypad'];

/** What the strength of a new password is measured by: those that everybody tries first, and what is side by side on keyboards. */
export function commonPasswords(): string {
  const passwords: string[] = read('@zxcvbn-ts/language-common/src/passwords.json').slice(0, MOST);
  const all = read('@zxcvbn-ts/language-common/src/adjacencyGraphs.json');
  const graphs = Object.fromEntries(KEYBOARDS.map((name) => [name, all[name]]));
  return JSON.stringify({ dictionary: { common: passwords }, graphs });
}
