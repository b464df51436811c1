import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'esbuild';

/** Unicode has so many blocks of 256 characters. */
const BLOCKS = 0x11_00;
const SEPARATOR = '\n';

/**
 * The tables of any-ascii as one compressed text, unpacked when the first title is transliterated: they are half a
 * megabyte of source, which every start of the provider would read and hardly any run needs.
 */
export const compactTransliteration: Plugin = {
  name: 'compact-transliteration',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]any-ascii[\\/]block\.js$/ }, async ({ path }) => {
      const { default: blockOf } = (await import(pathToFileURL(path).href)) as { default: (block: number) => string };
      return { contents: sourceOf(Array.from({ length: BLOCKS }, (_, block) => blockOf(block))), loader: 'js' };
    });
  },
};

function sourceOf(blocks: readonly string[]): string {
  const packed = brotliCompressSync(blocks.join(SEPARATOR)).toString('base64');
  return `
import { brotliDecompressSync } from 'node:zlib';
let blocks;
export default function block(number) {
  blocks ??= brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString().split('\\n');
  return blocks[number] ?? '';
}
`;
}
