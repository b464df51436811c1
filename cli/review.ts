import { readFile, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, type CommandCall, UsageError } from '../api/cli/command.ts';
import { PlanError } from '../review/plan/plan-error.ts';
import { FORGES, factsOf, reviewOf } from '../review/review.ts';

const HELP = `It reads files alone: no API, no state, no network. Make them from a saved plan:

  terraform plan -input=false -out=plan.bin -json > plan.log
  terraform show -json plan.bin > plan.json

Warnings and errors come from plan.log, which is where the engine says them. What is sensitive in the plan, or by the schema
of the provider, is never shown. The comment begins with <!-- gatepost review -->, by which it is found and written over.

With --json a program gets what the comment tells, none of it shortened, and the comment goes to standard error or to --out:

  is_failed, is_complete  whether the plan broke off; whether nothing was put off to another one
  changes, drift          address, type, told and details of each object; changes also what becomes of it:
                          destroyed, replaced, changed, created, imported, moved or forgotten
  warnings                severity, summary, detail and address, errors too; null without --plan-log
  failed_conditions       address and problems
  actions                 address, type and trigger of what is done besides
  questions               what to ask before it is applied

It ends with 0 when the comment was written, 2 when the words or the files are not fit, and 1 when anything else failed;
nothing is written then. What the plan does makes no difference to that.`;

/** A plan of ten thousand objects is a third of it. */
const LARGEST_BYTES = 64 * 1024 * 1024;

export const reviewCommand: Command = {
  name: 'review',
  summary: 'Writes what a plan of Terraform does as a comment in Markdown, for those who review it.',
  help: HELP,
  operand: { name: 'plan.json', meaning: 'what terraform show -json says of a saved plan' },
  options: {
    'plan-log': 'what terraform plan -json printed while the plan was made: its warnings and errors',
    form: `where the comment stands, ${Object.keys(FORGES).join(' or ')}: how long it may be; github unless said`,
    out: 'the file for the comment; standard output without it',
  },
  run,
};

async function run({ operand, options, flags, say, report }: CommandCall): Promise<void> {
  if (!operand) throw new UsageError('Say which plan: gatepost review plan.json');
  const forge = forgeOf(options.form ?? 'github');
  const plan = await read(operand);
  const log = options['plan-log'] === undefined ? undefined : await read(options['plan-log']);
  const comment = await reviewOf({ plan, log, forge }).catch((error: unknown) => {
    throw error instanceof PlanError ? new UsageError(error.message) : error;
  });
  if (options.out === undefined) say(comment.trimEnd());
  else await writeFile(resolve(options.out), comment);
  if (flags.has('json')) report(await factsOf({ plan, log }));
}

function forgeOf(form: string): keyof typeof FORGES {
  if (Object.hasOwn(FORGES, form)) return form as keyof typeof FORGES;
  throw new UsageError(
    `There is no form ${JSON.stringify(form)}. Say --form ${Object.keys(FORGES).join(' or --form ')}.`,
  );
}

async function read(path: string): Promise<string> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) throw new UsageError(`${path} is not a file that can be read.`);
  if (size > LARGEST_BYTES)
    throw new UsageError(`${path} has more than ${LARGEST_BYTES / 1024 / 1024} MiB. Plan less at once.`);
  return readFile(path, 'utf8');
}
