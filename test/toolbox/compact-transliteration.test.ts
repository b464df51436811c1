import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import anyAscii from 'any-ascii';
import { build } from 'esbuild';
import { compactTransliteration } from '../../toolbox/compact-transliteration.ts';

test('the compressed tables say what those of the package say, in half the space', async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export { default } from 'any-ascii';", resolveDir: resolve(import.meta.dirname, '../..') },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    plugins: [compactTransliteration],
  });
  const source = outputFiles[0]?.contents ?? new Uint8Array();
  expect(source.length).toBeLessThan(260_000);
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-transliteration-'));
  try {
    const file = join(folder, 'bundle.cjs');
    await writeFile(file, source);
    const compact = createRequire(import.meta.url)(file) as { default: (text: string) => string };
    // The planes of Unicode that hold letters, and one that holds none.
    for (const start of [0, 0x1_00_00, 0x2_00_00, 0xe_00_00, 0x10_00_00]) {
      const text = Array.from({ length: 0x1_00_00 }, (_, index) => String.fromCodePoint(start + index)).join('');
      expect(compact.default(text) === anyAscii(text)).toBe(true);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
