import { resolve } from 'node:path';
import { buildProvider } from '../toolbox/provider-build.ts';

/** npm run provider:build */
const { executable, version } = await buildProvider(resolve(import.meta.dirname, '..', 'dist', 'provider'));
console.log(`Built version ${version}: ${executable}`);
