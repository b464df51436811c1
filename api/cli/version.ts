import { readFileSync } from 'node:fs';

/** Of the package this is part of. */
export function readVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}
