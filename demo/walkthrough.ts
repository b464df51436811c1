import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from '../lab/mail.ts';
import type { Announcer } from '../toolbox/announcer.ts';
import type { Engine } from '../toolbox/engine.ts';
import { requireSuccess, type Workspace } from '../toolbox/workspace.ts';
import type { MailCloud } from './cloud.ts';
import { demandNoSecrets } from './secrets.ts';

export interface Walkthrough {
  announcer: Announcer;
  cloud: MailCloud;
  engine: Engine;
  workspace: Workspace;
  ownerPassword: string;
  /** What was built stays. */
  keeps: boolean;
}

/** Kept for the search: the plan that creates everything, secrets included. */
const FIRST_PLAN = 'first-plan.bin';

interface ResourceChange {
  address: string;
  change: { actions: string[] };
}

/** What a person would do, from the first plan to the last destroy. */
export async function walkThrough(walkthrough: Walkthrough): Promise<void> {
  const { announcer, workspace, engine, keeps } = walkthrough;
  await announcer.step(`${engine.product} ${engine.version}: init`, async () => requireSuccess(await workspace.init()));
  const plan = await announcer.step('Planning', async () => planned(workspace));
  announcer.print(describePlan(plan));
  await copyFile(join(workspace.directory, 'plan.bin'), join(workspace.directory, FIRST_PLAN));
  await announcer.step('Applying that very plan', async () => requireSuccess(await workspace.apply('plan.bin')));
  await showMails(walkthrough);
  await announcer.step('Planning again: “No changes”', () => demandNoChanges(workspace));
  await showSearch(walkthrough);
  await moveServer(walkthrough);
  if (!keeps) await announcer.step('Destroying', async () => requireSuccess(await workspace.destroy()));
}

async function planned(workspace: Workspace): Promise<ResourceChange[]> {
  requireSuccess(await workspace.plan());
  const { resource_changes: changes } = (await workspace.show('plan.bin')) as { resource_changes: ResourceChange[] };
  return changes.filter(({ change }) => change.actions[0] !== 'no-op');
}

const SIGNS: Readonly<Record<string, string>> = { create: '+', update: '~', delete: '-', 'delete,create': '±' };

function describePlan(changes: ResourceChange[]): string {
  const lines = changes.map(({ address, change }) => `    ${SIGNS[change.actions.join(',')] ?? '?'} ${address}`);
  return [...lines, `    ${changes.length} to change in all.`].join('\n');
}

async function showMails({ announcer, cloud }: Walkthrough): Promise<void> {
  const mails = await announcer.step('Waiting for the two mails', () =>
    Promise.all(['olivia@example.com', 'partner@example.com'].map((to) => arrived(cloud, to))),
  );
  for (const mail of mails) announcer.print(describeMail(mail));
}

function arrived({ sink }: MailCloud, recipient: string): Promise<Mail> {
  return sink.waitFor((mail) => mail.to.some(({ address }) => address === recipient), 30_000);
}

function describeMail({ from, to, subject, links, tls }: Mail): string {
  const people = (addresses: Mail['from']) =>
    addresses.map(({ name, address }) => `${name} <${address}>`.trim()).join(', ');
  return [
    `    From:    ${people(from)}`,
    `    To:      ${people(to)}`,
    `    Subject: ${subject}`,
    `    Link:    ${links[0] ?? 'none'}`,
    `    over ${tls?.protocol ?? 'plain text'}, ${tls?.cipher ?? 'no cipher'}\n`,
  ].join('\n');
}

async function demandNoChanges(workspace: Workspace): Promise<void> {
  const { code, output } = await workspace.plan();
  if (code !== 0 || !output.includes('No changes')) throw new Error(`The second plan is not empty:\n${output}`);
}

async function showSearch({ announcer, cloud, workspace, ownerPassword }: Walkthrough): Promise<void> {
  const secrets = [
    { name: "the administrator's password", value: cloud.adminPassword },
    { name: "the email server's password", value: cloud.mailLogin.password },
    { name: "the owner's password", value: ownerPassword },
  ];
  const names = ['terraform.tfstate', FIRST_PLAN, 'plan.bin'];
  const files = names.map((name) => join(workspace.directory, name));
  const searched = await announcer.step('Searching state and plan, unzipped and decoded, for secrets', () =>
    demandNoSecrets(cloud.gatepost, files, secrets, 'api-cloud@example.com'),
  );
  announcer.print(
    `    Searched ${names.join(', ')}: found a text that is known to be in each, and none of\n    ${searched}.`,
  );
}

/** Another port and another title: an update in place, of the email server alone. */
async function moveServer({ announcer, cloud, workspace }: Walkthrough): Promise<void> {
  workspace.env.TF_VAR_mail_port = String(cloud.otherSink.port);
  workspace.env.TF_VAR_mail_title = 'Second relay';
  const changes = await announcer.step("Changing the email server's port and title", () => planned(workspace));
  announcer.print(describePlan(changes));
  const isInPlace = changes.every(({ change }) => change.actions.join() === 'update');
  if (!isInPlace || changes.length !== 1) throw new Error('The change is not one update in place.');
  await announcer.step('Applying it in place', async () => requireSuccess(await workspace.apply('plan.bin')));
}
