import { randomBytes } from 'node:crypto';
import type { CodeWriter } from '../api/as-code.ts';
import { type Announcer, createAnnouncer } from '../toolbox/announcer.ts';
import { createClosing } from '../toolbox/closing.ts';
import { providerEnvironment } from '../toolbox/cloud.ts';
import { buildProvider } from '../toolbox/provider-build.ts';
import { createWorkspace, type Workspace } from '../toolbox/workspace.ts';
import { type MailCloud, startMailCloud } from './cloud.ts';
import { prepareConfiguration } from './configuration.ts';
import { type Consent, engineFor } from './engine.ts';
import { walkThrough } from './walkthrough.ts';

export interface DemoOptions {
  /** What the cloud is described in. */
  kind: 'hcl' | 'cdktf';
  /** The cloud goes on until a signal, with its address and its administrator printed. */
  keeps: boolean;
  mayFetchEngine: Consent;
  /** What the pages of the cloud show of objects as code. */
  codeWriter: CodeWriter;
  env: NodeJS.ProcessEnv;
  output: NodeJS.WriteStream;
}

/** A signal that came, and who wants to hear of it. */
interface Interruption {
  isThere: boolean;
  listeners: (() => void)[];
}

/**
 * Sets a whole cloud up with the real engine, shows the mails, and takes everything down again.
 * @returns whether it ran to its end, rather than until a signal
 */
export async function demonstrate(options: DemoOptions): Promise<boolean> {
  const interruption = listen(() => announcer.print('\nInterrupted: stopping what was started …'));
  const announcer = createAnnouncer(options.output, () => {
    if (interruption.isThere) throw new Error('interrupted');
  });
  const closing = createClosing();
  try {
    await run(options, announcer, closing, interruption);
  } catch (error) {
    if (!interruption.isThere) throw error;
  } finally {
    const last = createAnnouncer(options.output);
    await last.step('Stopping everything that was started', () => closing.closeAll());
  }
  return !interruption.isThere;
}

function listen(tell: () => void): Interruption {
  const interruption: Interruption = { isThere: false, listeners: [] };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (interruption.isThere) return;
      interruption.isThere = true;
      tell();
      for (const listener of interruption.listeners) listener();
    });
  }
  return interruption;
}

async function run(
  { kind, keeps, env: given, mayFetchEngine, codeWriter }: DemoOptions,
  announcer: Announcer,
  closing: ReturnType<typeof createClosing>,
  interruption: Interruption,
): Promise<void> {
  const engine = await engineFor(given, mayFetchEngine, announcer);
  for (const passedOver of engine.passedOver) announcer.print(passedOver);
  const cloud = await startMailCloud(announcer, closing, codeWriter);
  const ownerPassword = randomBytes(18).toString('base64url');
  const provider = await announcer.step('Preparing the provider', () => buildProvider(cloud.directory));
  const example = await prepareConfiguration(kind, cloud.directory);
  const env = { ...providerEnvironment(cloud), ...variables(cloud, ownerPassword) };
  const workspace = closing.add(await createWorkspace({ engine, example, provider, env }), (it) => it.remove());
  // The engine gets the interrupt first and ends by itself; what it talks to is stopped after it.
  interruption.listeners.push(() => workspace.interrupt());
  await walkThrough({ announcer, cloud, engine, workspace, ownerPassword, keeps });
  if (keeps) await stay(cloud, workspace, announcer, interruption);
}

/** Until a signal comes, which is how it is meant to end. */
async function stay(cloud: MailCloud, workspace: Workspace, announcer: Announcer, interruption: Interruption) {
  const { gatepost, adminPassword } = cloud;
  const interrupted = new Promise<void>((resolve) => interruption.listeners.push(resolve));
  announcer.print(`
The cloud goes on, and everything of it goes at Ctrl-C.
  Cloud Manager: ${gatepost.url}/cloud
  API:           ${gatepost.url}/api
  Signs in:      admin
  Password:      ${adminPassword}
  Configuration: ${workspace.directory}
`);
  if (!interruption.isThere) await interrupted;
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
