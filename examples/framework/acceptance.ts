import { deepStrictEqual, match } from 'node:assert';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptance } from '@gatepost/terraform-framework/acceptance';
import { provider } from './provider.ts';

const folder = await mkdtemp(join(tmpdir(), 'files-'));
const path = join(folder, 'note.txt');
const block = `provider "files" {\n  folder = ${JSON.stringify(folder)}\n}\n`;
const note = (text: string, name = 'note.txt') =>
  `${block}resource "files_file" "note" {\n  name = "${name}"\n  text = "${text}"\n}\n`;

const test = await acceptance({ provider, source: 'example/files', engine: process.env.ENGINE ?? 'terraform' });
try {
  await writeFile(join(folder, 'taken.txt'), 'by somebody else');
  match(await test.refused(note('mine', 'taken.txt')), /There is such a file/);
  match(await test.refused(note('x', '../up.txt')), /without a path/);

  const created = await test.step(note('first'));
  deepStrictEqual(created['files_file.note'], { name: 'note.txt', text: 'first', size: 5 });
  deepStrictEqual(await readFile(path, 'utf8'), 'first');
  await test.imported('files_file.note', 'note.txt');

  // Changed by hand, and deleted by hand: the next step sets it right.
  await writeFile(path, 'by hand');
  await test.step(note('first'));
  await rm(path);
  await test.step(note('second'));
  deepStrictEqual(await readFile(path, 'utf8'), 'second');
} finally {
  await test.end();
}
deepStrictEqual(existsSync(path), false);
await rm(folder, { recursive: true });
console.log('ok');
