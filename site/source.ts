import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A document as it was written. */
export interface Source {
  /** Its path from the root of the project. */
  path: string;
  title: string;
  /** One sentence for search engines and lists; empty where none was written. */
  description: string;
  /** Its Markdown without what stands before it. */
  body: string;
}

const FRONT_MATTER = /^---\n(.*?)\n---\n+/s;

export async function readSource(root: string, path: string): Promise<Source> {
  const text = await readFile(join(root, path), 'utf8');
  const front = FRONT_MATTER.exec(text)?.[1] ?? '';
  const body = text.replace(FRONT_MATTER, '');
  const heading = /^# (.+)$/m.exec(body)?.[1];
  if (heading === undefined) throw new Error(`${path} has no heading; begin it with a line such as "# Title".`);
  return { path, title: plain(heading), description: descriptionIn(front), body };
}

/** In the layout of the Registry it is a block of indented lines. */
function descriptionIn(front: string): string {
  const lines = /^description: \|-\n((?: {2}.*\n?)+)/m.exec(front)?.[1] ?? '';
  return lines.replaceAll(/\s+/g, ' ').trim();
}

const plain = (markdown: string): string => markdown.replaceAll(/[`*]/g, '').trim();
