import { resolve } from 'node:path';
import { buildSite } from './build.ts';

/** npm run docs:build: the documentation as a site of plain files, which any web server can serve. */
const root = resolve(import.meta.dirname, '..');
const folder = resolve(root, 'dist', 'site');
const { pages, broken } = await buildSite(root, folder);
for (const each of broken) console.error(each);
if (broken.length > 0) process.exitCode = 1;
else console.log(`${pages} pages in ${folder}`);
