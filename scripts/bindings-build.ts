import { resolve } from 'node:path';
import { KITS } from '../provider/cdktf/kit.ts';
import { buildBindingsPackage, buildWheel } from '../toolbox/bindings-package.ts';

/** npm run bindings:build: the CDKTF bindings as packages, ready for npm pack; with --python their wheels too. */
for (const kit of KITS) {
  const folder = resolve(import.meta.dirname, '..', 'dist', 'bindings', kit.name);
  await buildBindingsPackage(kit, folder);
  if (process.argv.includes('--python')) await buildWheel(folder);
  console.log(`Built in ${folder}`);
}
