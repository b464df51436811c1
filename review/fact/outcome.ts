import type { Markdown } from '../markdown/markdown.ts';
import type { Change, Plan } from '../plan/plan.ts';
import type { Diagnostic } from '../plan/read-log.ts';
import { type Drift, driftIn } from './drift.ts';
import { type Entry, entriesOf } from './entry.ts';
import { questionsOf } from './question.ts';

/**
 * What a review tells, for programs. Sentences are the comment's, in Markdown; nothing is shortened.
 * @param diagnostics undefined: the log of the plan was not given
 */
export function outcomeOf(plan: Plan, diagnostics: readonly Diagnostic[] | undefined): object {
  const entries = entriesOf(plan, diagnostics ?? []);
  const drift = driftIn(plan);
  return {
    is_failed: plan.isErrored,
    is_complete: plan.isComplete,
    changes: entries.map((entry) => ({ ...toldOf(entry), becomes: entry.heading })),
    drift: drift.map(toldOf),
    warnings: diagnostics?.map(diagnosticOf) ?? null,
    failed_conditions: plan.failedChecks,
    actions: plan.invocations.map(({ trigger, ...each }) => ({ ...each, trigger: trigger ?? null })),
    questions: textsOf(questionsOf(entries, drift)),
  };
}

function toldOf({ change, told, details }: Entry | Drift): object {
  return { ...placeOf(change), told: told.text, details: textsOf(details) };
}

const placeOf = ({ address, type }: Change): object => ({ address, type });

const diagnosticOf = ({ address, ...each }: Diagnostic): object => ({ ...each, address: address ?? null });

const textsOf = (sentences: readonly Markdown[]): string[] => sentences.map(({ text }) => text);
