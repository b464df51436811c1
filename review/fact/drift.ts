import { Markdown, say } from '../markdown/markdown.ts';
import type { Change, Plan } from '../plan/plan.ts';
import { told, valueAfter, valueBefore } from './change.ts';
import { contentsOf } from './contents.ts';
import { furtherIn } from './further.ts';
import { labelsOf } from './label.ts';
import { called, subjectOf } from './subject.ts';

/** What somebody has changed past this configuration, object by object. */
export interface Drift {
  readonly change: Change;
  readonly told: Markdown;
  readonly details: readonly Markdown[];
  readonly asked: Markdown;
}

export function driftIn(plan: Plan): Drift[] {
  const labels = labelsOf(plan);
  const contents = contentsOf(plan.changes, []);
  return plan.drift.flatMap((change) => {
    const telling = { change, labels, contents };
    const subject = subjectOf(telling);
    const isGone = change.action === 'delete';
    const details = isGone ? [] : furtherIn(telling, [{ told: say``, about: ['drifted_secrets'] }]);
    const secrets = driftedSecrets(change);
    if (!isGone && details.length === 0 && secrets.length === 0) return [];
    const asked = say`Who changed ${called(change)} (${change.address}) outside of Terraform, and should that be undone?`;
    return [
      {
        change,
        told: say`${subject} ${new Markdown(isGone ? 'is gone' : 'is not as it was left')}. (${change.address})`,
        details: [...details, ...secrets],
        asked,
      },
    ];
  });
}

function driftedSecrets(change: Change): Markdown[] {
  const [before, after] = [valueBefore(change, 'drifted_secrets'), valueAfter(change, 'drifted_secrets')];
  if (!Array.isArray(after) || after.length === 0 || JSON.stringify(before) === JSON.stringify(after)) return [];
  return [say`another secret than the one that was set: ${told(after)}`];
}
