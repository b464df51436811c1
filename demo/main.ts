import { randomBytes } from 'node:crypto';
import { createAnnouncer } from '../toolbox/announcer.ts';
import { createClosing } from '../toolbox/closing.ts';
import { providerEnvironment } from '../toolbox/cloud.ts';
import { findEngine } from '../toolbox/engine.ts';
import { buildProvider } from '../toolbox/provider-build.ts';
import { createWorkspace, type Workspace } from '../toolbox/workspace.ts';
import { type MailCloud, startMailCloud } from './cloud.ts';
import { prepareConfiguration } from './configuration.ts';
import { walkThrough } from './walkthrough.ts';

const kind = process.argv.includes('--cdktf') ? 'cdktf' : 'hcl';
let workspace: Workspace | undefined;
let isInterrupted = false;
const announcer = createAnnouncer(process.stdout, throwIfInterrupted);
const closing = createClosing();

function throwIfInterrupted(): void {
  if (isInterrupted) throw new Error('interrupted');
}

/** The engine gets the interrupt first and ends by itself; what it talks to is stopped after it. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (isInterrupted) return;
    isInterrupted = true;
    announcer.print('\nInterrupted: stopping what was started …');
    workspace?.interrupt();
  });
}

async function run(): Promise<void> {
  const engine = await findEngine(process.env);
  for (const passedOver of engine.passedOver) announcer.print(passedOver);
  const cloud = await startMailCloud(announcer, closing);
  const ownerPassword = randomBytes(18).toString('base64url');
  const provider = await announcer.step('Building the provider', () => buildProvider(cloud.directory));
  const example = await prepareConfiguration(kind, cloud.directory);
  const env = { ...providerEnvironment(cloud), ...variables(cloud, ownerPassword) };
  workspace = closing.add(await createWorkspace({ engine, example, provider, env }), (it) => it.remove());
  await walkThrough({ announcer, cloud, engine, workspace, ownerPassword });
}

function variables({ sink, authority, mailLogin }: MailCloud, ownerPassword: string): Record<string, string> {
  return {
    TF_VAR_mail_host: 'localhost',
    TF_VAR_mail_port: String(sink.port),
    TF_VAR_mail_ca_cert_pem: authority.certificatePem,
    TF_VAR_mail_username: mailLogin.username,
    TF_VAR_mail_password: mailLogin.password,
    TF_VAR_owner_password: ownerPassword,
  };
}

async function runAndClose(): Promise<number> {
  try {
    await run();
  } catch (error) {
    if (!isInterrupted) {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    }
  } finally {
    await createAnnouncer(process.stdout).step('Stopping everything that was started', () => closing.closeAll());
  }
  return isInterrupted ? 130 : 0;
}

process.exit(await runAndClose());
