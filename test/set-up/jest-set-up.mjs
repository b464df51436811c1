// jest loads this file with Node's own import, outside its transforms; tsx makes the TypeScript behind it loadable.
import { tsImport } from 'tsx/esm/api';

let server;

/** Runs once before all test files. The user's own variables must not reach what the tests start. */
export default async function setUp() {
  for (const name of Object.keys(process.env)) {
    if (/^(TF|GATEPOST)_/.test(name) && name !== 'GATEPOST_TERRAFORM') delete process.env[name];
  }
  const { startTestServer } = await tsImport('./test-server.ts', import.meta.url);
  server = await startTestServer();
  process.env.GATEPOST_TEST_DATABASE_URL = server.url;
  process.env.TMPDIR = server.directory;
}

export async function tearDown() {
  await server?.stop();
}
