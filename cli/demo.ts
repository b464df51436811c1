import { createInterface } from 'node:readline/promises';
import { type Command, type CommandCall, InterruptedError } from '../api/cli/command.ts';
import type { Consent } from '../demo/engine.ts';
import { codeWriter } from './code-writer.ts';

const HELP = `It needs Terraform or OpenTofu 1.11 or newer on the PATH (or GATEPOST_TERRAFORM, its path), and nothing else: PostgreSQL,
mail servers and the API are started on free ports, and go when it ends. Ctrl-C takes everything down too.`;

export const demoCommand: Command = {
  name: 'demo',
  summary: 'Sets a whole cloud up with Terraform, shows the mails, and takes everything down again.',
  help: HELP,
  flags: {
    cdktf: 'from TypeScript rather than HCL; in a clone of the project alone',
    'fetch-engine': 'fetches OpenTofu where no engine is, and verifies that it is what OpenTofu released',
    keep: 'leaves the cloud running until Ctrl-C, and prints its address and its administrator',
  },
  run,
};

/** What it is made of is loaded when it is asked for: no other command needs mail servers. */
async function run({ flags, report }: CommandCall): Promise<void> {
  const { demonstrate } = await import('../demo/demo.ts');
  const isWhole = await demonstrate({
    kind: flags.has('cdktf') ? 'cdktf' : 'hcl',
    keeps: flags.has('keep'),
    mayFetchEngine: mayFetch(flags),
    codeWriter,
    env: process.env,
    output: flags.has('json') ? process.stderr : process.stdout,
  });
  if (!isWhole) throw new InterruptedError('The demo was interrupted.');
  report({ done: true });
}

/** Whether an engine may be fetched. */
export function mayFetch(flags: ReadonlySet<string>): Consent {
  return async (offer) => flags.has('fetch-engine') || isAgreed(offer, flags);
}

/** Asks whoever sits before it; anybody else has not agreed. */
async function isAgreed(offer: string, flags: ReadonlySet<string>): Promise<boolean> {
  if (flags.has('json') || !process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const given = new AbortController();
  terminal.on('SIGINT', () => given.abort()).on('close', () => given.abort());
  try {
    return /^y(es)?$/i.test(await terminal.question(`${offer}. Shall it? [y/N] `, { signal: given.signal }));
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
