import { resolve } from 'node:path';
import { buildCommandPackage } from '../release/command-package.ts';

/** Before npm pack: the program `gatepost`, ready to be packed. Standard output is npm's. */
const folder = resolve(import.meta.dirname, '..', 'dist', 'cli');
await buildCommandPackage(folder);
console.error(`Built in ${folder}`);
