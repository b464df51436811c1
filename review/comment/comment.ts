import { driftIn } from '../fact/drift.ts';
import type { Entry, Heading } from '../fact/entry.ts';
import { entriesOf } from '../fact/entry.ts';
import { questionsOf } from '../fact/question.ts';
import { Markdown, say } from '../markdown/markdown.ts';
import { prose } from '../markdown/prose.ts';
import type { Plan } from '../plan/plan.ts';
import type { Diagnostic } from '../plan/read-log.ts';
import { folded } from './folded.ts';
import { invoked } from './invoked.ts';
import { bullet, printSections, type Section } from './section.ts';

/** By which the comment is found again, and written over. */
export const MARKER = '<!-- gatepost review -->';

/** Kept for the folded plan's frame, and for what a forge may count otherwise. */
const RESERVE = 1_000;

const HEADINGS: Readonly<Record<Heading, string>> = {
  destroyed: 'Destroyed',
  replaced: 'Destroyed and made anew',
  changed: 'Changed',
  created: 'Created',
  imported: 'Taken over',
  moved: 'Moved in the configuration',
  forgotten: 'No longer managed',
};

/** @param diagnostics undefined: the log of the plan was not given */
export function commentOf(plan: Plan, diagnostics: readonly Diagnostic[] | undefined, most: number): string {
  const entries = entriesOf(plan, diagnostics ?? []);
  const drift = driftIn(plan);
  const sections: Section[] = [
    { heading: 'Warnings', bullets: warningsOf(plan, diagnostics), rank: 0 },
    ...Object.entries(HEADINGS).map(([heading, words], index) => ({
      heading: words,
      bullets: entries.filter((entry) => entry.heading === heading).map(({ told, details }) => bullet(told, details)),
      rank: index + 1,
    })),
    {
      heading: 'Changed outside of Terraform',
      bullets: drift.map(({ told, details }) => bullet(told, details)),
      rank: 3.5,
    },
    { heading: 'Done besides', bullets: plan.invocations.map(invoked), rank: 2.2 },
    {
      heading: 'To ask',
      bullets: questionsOf(entries, drift).map((each) => bullet(each)),
      rank: 2.5,
    },
  ];
  const head = `${MARKER}\n### ${titleOf(plan, entries)}\n\n`;
  const body = printSections(
    sections.filter(({ bullets }) => bullets.length > 0),
    most - RESERVE - head.length,
  );
  return `${head}${body}${folded(plan, most - RESERVE - head.length - body.length)}`;
}

function titleOf(plan: Plan, entries: readonly Entry[]): string {
  if (plan.isErrored) return 'The plan has failed, and is not whole';
  const counts = Object.keys(HEADINGS).flatMap((heading) => {
    const count = entries.filter((entry) => entry.heading === heading).length;
    return count === 0 ? [] : [`${count} ${SHORT[heading as Heading]}`];
  });
  if (plan.invocations.length > 0) counts.push(`${plan.invocations.length} to do besides`);
  if (counts.length > 0) return `Plan: ${counts.join(', ')}`;
  return plan.outputs.some(({ action }) => action !== 'no-op') ? 'Only outputs change' : 'Nothing changes';
}

const SHORT: Readonly<Record<Heading, string>> = {
  destroyed: 'to destroy',
  replaced: 'to destroy and make anew',
  changed: 'to change',
  created: 'to create',
  imported: 'to take over',
  moved: 'moved',
  forgotten: 'no longer managed',
};

function warningsOf(plan: Plan, diagnostics: readonly Diagnostic[] | undefined): string[] {
  const said = (diagnostics ?? []).map(({ severity, summary, detail, address }) => {
    const at = address === undefined ? say`` : say` (${address})`;
    const kind = new Markdown(severity === 'error' ? '**Error:** ' : '');
    return bullet(say`${kind}**${prose(summary)}**${at}`, detail === '' ? [] : [prose(detail)]);
  });
  const heard = new Set((diagnostics ?? []).map(({ detail }) => detail));
  const unsaid = plan.failedChecks.filter(({ problems }) => !problems.every((problem) => heard.has(problem)));
  const checks = unsaid.map(({ address, problems }) =>
    bullet(say`**A condition does not hold:** ${address}`, problems.map(prose)),
  );
  const isOpen =
    plan.isComplete || plan.isErrored ? [] : ['- A part of the plan was put off: another plan has to follow this one.'];
  const unheard = diagnostics
    ? []
    : ['- What the provider warns of was not given to this review; it stands in the log of the plan.'];
  return [...isOpen, ...said, ...checks, ...unheard];
}
