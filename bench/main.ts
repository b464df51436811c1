import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnnouncer } from '../toolbox/announcer.ts';
import { createAuthority } from '../toolbox/certificate-authority.ts';
import { createClosing } from '../toolbox/closing.ts';
import { startCloud } from '../toolbox/cloud.ts';
import { findEngine } from '../toolbox/engine.ts';
import { buildProvider } from '../toolbox/provider-build.ts';
import { signIn } from './api/client.ts';
import { benchDeliveries } from './api/deliveries.ts';
import { benchApi } from './api/index.ts';
import { benchApiStart } from './api-start.ts';
import { benchAttack } from './attack/index.ts';
import { benchMail } from './mail/index.ts';
import { benchMemory } from './memory/index.ts';
import { benchPages } from './pages/index.ts';
import { keepResult, machine } from './performance.ts';
import { buildGoProvider } from './plan/go-provider.ts';
import { benchPlan } from './plan/index.ts';
import { benchStartUp } from './start-up.ts';
import { HEADING } from './table.ts';

/** npm run bench: each question is answered as a ratio within this very run, for machines differ and drift. */
const closing = createClosing();

type Print = (text: string) => void;

async function benchProvider(print: Print): Promise<void> {
  const cloud = await startCloud(createAnnouncer(process.stderr), closing);
  const provider = await buildProvider(cloud.directory);
  const authority = await createAuthority('Bench CA');
  const { certificatePem, privateKeyPem } = await authority.issueServer(['localhost']);
  await writeFile(join(cloud.directory, 'certificate.pem'), certificatePem);
  await writeFile(join(cloud.directory, 'key.pem'), privateKeyPem);
  process.env.GATEPOST_BENCH_DIRECTORY = cloud.directory;
  print(await benchStartUp(provider.executable));
}

const PLAN_SIZES = [1, 100, 1_000, 5_000];

/** @param sizes such as `100,1000` */
async function benchPlans(print: Print, sizes: string | undefined): Promise<void> {
  const { directory, gatepost, adminPassword } = await startCloud(createAnnouncer(process.stderr), closing);
  await benchPlan({
    engine: await findEngine(process.env),
    ours: await buildProvider(join(directory, 'ours')),
    go: await buildGoProvider(directory),
    endpoint: gatepost.url,
    token: await signIn(gatepost.url, 'admin', adminPassword),
    sizes: sizes?.split(',').map(Number) ?? PLAN_SIZES,
    print,
  });
}

/** Each can be asked for alone: npm run bench -- api. */
const benches = new Map<string, (print: Print, argument?: string) => Promise<void>>([
  ['start', async (print) => print(await benchApiStart())],
  ['provider', benchProvider],
  ['plan', benchPlans],
  ['api', benchApi],
  ['deliveries', benchDeliveries],
  ['attack', benchAttack],
  ['pages', benchPages],
  ['mail', benchMail],
  ['memory', benchMemory],
]);

/** One that fails does not take the results of those before and after it along. */
async function run([wanted, argument]: readonly string[], writes: boolean): Promise<void> {
  const chosen = [...benches].filter(([name]) => wanted === undefined || name === wanted);
  if (chosen.length === 0) throw new Error(`There is no bench ${wanted}, but: ${[...benches.keys()].join(', ')}.`);
  console.log(`${machine(new Date())}\n\n${HEADING}`);
  for (const [name, bench] of chosen) {
    const printed: string[] = [];
    try {
      await bench((text) => {
        printed.push(text);
        console.log(text);
      }, argument);
      if (writes) await keepResult(name, printed.join('\n'));
    } catch (error) {
      console.error(`The bench ${name} failed.`, error);
      process.exitCode = 1;
    }
  }
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } });
try {
  await run(positionals, values.write === true);
} finally {
  await closing.closeAll();
}
