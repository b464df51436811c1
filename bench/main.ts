import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startCloud } from '../demo/cloud.ts';
import { createAnnouncer } from '../toolbox/announcer.ts';
import { createClosing } from '../toolbox/closing.ts';
import { findEngine } from '../toolbox/engine.ts';
import { buildProvider } from '../toolbox/provider-build.ts';
import { benchPlan } from './plan.ts';
import { benchStartUp } from './start-up.ts';

/** npm run bench: each question is answered as a ratio within this very run, for machines differ and drift. */
const closing = createClosing();

async function run(): Promise<void> {
  const cloud = await startCloud(createAnnouncer(process.stderr), closing);
  const provider = await buildProvider(cloud.directory);
  const { certificatePem, privateKeyPem } = await cloud.authority.issueServer(['localhost']);
  await writeFile(join(cloud.directory, 'certificate.pem'), certificatePem);
  await writeFile(join(cloud.directory, 'key.pem'), privateKeyPem);
  process.env.GATEPOST_BENCH_DIRECTORY = cloud.directory;
  console.log(`${await benchStartUp(provider.executable)}\n`);
  const env = {
    GATEPOST_ENDPOINT: cloud.gatepost.url,
    GATEPOST_USERNAME: 'admin',
    GATEPOST_PASSWORD: cloud.adminPassword,
    TF_VAR_ca_cert_pem: cloud.authority.certificatePem,
  };
  console.log(await benchPlan({ engine: await findEngine(process.env), provider, env }));
}

try {
  await run();
} finally {
  await closing.closeAll();
}
