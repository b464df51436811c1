import { readFileSync } from 'node:fs';

/** The text of a file the pages are made of; `path` starts at this folder. Nothing else knows where the files lie. */
export function readAsset(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
