// jest loads this file with Node's own import, outside its transforms, so the TypeScript behind it is bundled.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';

const root = resolve(import.meta.dirname, '../..');

/** Which engine and which PostgreSQL to test with; how often, and from which seed, what is tested at random. */
const GIVEN = ['GATEPOST_TERRAFORM', 'GATEPOST_TEST_SERVER_URL', 'GATEPOST_TEST_RUNS', 'GATEPOST_TEST_SEED'];

let server;

/** Runs once before all test files. The user's own variables must not reach what the tests start. */
export default async function setUp() {
  for (const name of Object.keys(process.env)) {
    if (/^(TF|GATEPOST)_/.test(name) && !GIVEN.includes(name)) delete process.env[name];
  }
  const { startTestServer } = await import(pathToFileURL(await bundle(root, 'test/set-up/test-server.ts')).href);
  server = await startTestServer();
  process.env.GATEPOST_TEST_DATABASE_URL = server.url;
  process.env.TMPDIR = server.directory;
}

export async function tearDown() {
  await server?.stop();
}
