import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAnnouncer } from '../toolbox/announcer.ts';
import { createAuthority } from '../toolbox/certificate-authority.ts';
import { createClosing } from '../toolbox/closing.ts';
import { providerEnvironment, startCloud } from '../toolbox/cloud.ts';
import { findEngine } from '../toolbox/engine.ts';
import { buildProvider } from '../toolbox/provider-build.ts';
import { benchApi } from './api/index.ts';
import { benchApiStart } from './api-start.ts';
import { benchPlan } from './plan.ts';
import { benchStartUp } from './start-up.ts';

/** npm run bench: each question is answered as a ratio within this very run, for machines differ and drift. */
const closing = createClosing();

async function benchProvider(): Promise<void> {
  const cloud = await startCloud(createAnnouncer(process.stderr), closing);
  const provider = await buildProvider(cloud.directory);
  const authority = await createAuthority('Bench CA');
  const { certificatePem, privateKeyPem } = await authority.issueServer(['localhost']);
  await writeFile(join(cloud.directory, 'certificate.pem'), certificatePem);
  await writeFile(join(cloud.directory, 'key.pem'), privateKeyPem);
  process.env.GATEPOST_BENCH_DIRECTORY = cloud.directory;
  console.log(`${await benchStartUp(provider.executable)}\n`);
  const env = { ...providerEnvironment(cloud), TF_VAR_ca_cert_pem: authority.certificatePem };
  console.log(await benchPlan({ engine: await findEngine(process.env), provider, env }));
}

/** Each can be asked for alone: npm run bench -- api. */
const benches = new Map<string, () => Promise<void>>([
  ['start', async () => console.log(`${await benchApiStart()}\n`)],
  ['provider', benchProvider],
  ['api', () => benchApi((text) => console.log(text))],
]);

async function run(wanted: string | undefined): Promise<void> {
  const chosen = [...benches].filter(([name]) => wanted === undefined || name === wanted);
  if (chosen.length === 0) throw new Error(`There is no bench ${wanted}, but: ${[...benches.keys()].join(', ')}.`);
  for (const [, bench] of chosen) await bench();
}

try {
  await run(process.argv[2]);
} finally {
  await closing.closeAll();
}
