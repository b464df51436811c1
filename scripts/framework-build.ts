import { resolve } from 'node:path';
import { buildFrameworkPackage } from '../toolbox/framework-package.ts';

/** npm run framework:build: the framework as a package, ready for npm pack. */
const folder = resolve(import.meta.dirname, '..', 'dist', 'framework');
await buildFrameworkPackage(folder);
console.log(`Built in ${folder}`);
