import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Kit } from './kit.ts';

const root = resolve(import.meta.dirname, '../..');

/** An ES module may import a class by the folder it is in, as CommonJS does. */
const EXPORTS = {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './lib/*': { types: './lib/*/index.d.ts', default: './lib/*/index.js' },
  './lib/*.js': './lib/*.js',
  './.jsii': './.jsii',
  './package.json': './package.json',
};

/** What npm and jsii are told of a package, and its README. By path within the package. */
export async function generateDescription(kit: Kit): Promise<Map<string, string>> {
  const { version, license, engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const described = { ...describe(kit), version, license, engines };
  const readme = await readFile(join(import.meta.dirname, 'package.md'), 'utf8');
  return new Map([
    ['package.json', `${JSON.stringify(described, null, 2)}\n`],
    ['README.md', readme.replaceAll('cdktf', kit.name)],
  ]);
}

/** Named and laid out as the prebuilt providers are. */
function describe({ name, peerDependencies }: Kit): object {
  return {
    name: `@gatepost/${name}-provider-gatepost`,
    description: `Gatepost's Terraform provider for ${name}: classes made from its schema, and constructs above them.`,
    author: { name: 'Gatepost', organization: true },
    // jsii demands one.
    repository: { type: 'git', url: 'https://example.com/gatepost.git' },
    keywords: ['cdk', name, 'terraform', 'provider', 'gatepost'],
    main: 'lib/index.js',
    types: 'lib/index.d.ts',
    exports: EXPORTS,
    files: ['lib', '.jsii'],
    stability: 'experimental',
    peerDependencies,
    jsii: {
      outdir: 'dist',
      targets: { python: { distName: `${name}-provider-gatepost`, module: `${name}_provider_gatepost` } },
      tsc: { rootDir: 'src', outDir: 'lib' },
    },
    [name]: { provider: { name: 'registry.terraform.io/gatepost/gatepost' } },
  };
}
