import { join, Markdown, say } from '../markdown/markdown.ts';
import type { Action, Change, Plan } from '../plan/plan.ts';
import type { Diagnostic } from '../plan/read-log.ts';
import { contentsOf } from './contents.ts';
import type { Telling } from './fact.ts';
import { furtherIn } from './further.ts';
import { kindOf } from './kinds.ts';
import { labelsOf } from './label.ts';
import { secretFacts } from './secret.ts';
import { called, subjectOf } from './subject.ts';

/** What happens to an object, under which heading. */
export type Heading = 'destroyed' | 'replaced' | 'changed' | 'created' | 'imported' | 'moved' | 'forgotten';

export interface Entry {
  readonly change: Change;
  readonly heading: Heading;
  readonly told: Markdown;
  /** What follows from it, and each attribute that changes. */
  readonly details: readonly Markdown[];
  readonly asked: readonly Markdown[];
}

const HEADINGS: Partial<Record<Action, Heading>> = {
  delete: 'destroyed',
  replace: 'replaced',
  update: 'changed',
  create: 'created',
  forget: 'forgotten',
};

/** A line for each object that the plan does anything to. */
export function entriesOf(plan: Plan, diagnostics: readonly Diagnostic[]): Entry[] {
  const labels = labelsOf(plan);
  const contents = contentsOf(plan.changes, diagnostics);
  return plan.changes.flatMap((change) => {
    const heading = headingOf(change);
    return heading ? [entryOf({ change, labels, contents }, heading)] : [];
  });
}

function headingOf(change: Change): Heading | undefined {
  const heading = HEADINGS[change.action];
  if (change.importedAs !== undefined && (heading === undefined || heading === 'changed')) return 'imported';
  return heading ?? (change.previousAddress === undefined ? undefined : 'moved');
}

function entryOf(telling: Telling, heading: Heading): Entry {
  const { change } = telling;
  const facts = [...(kindOf(change.type)?.facts?.(telling) ?? []), ...secretFacts(change)].filter(
    (each) => each !== undefined,
  );
  const rest =
    heading === 'changed' || heading === 'replaced' || heading === 'imported' ? furtherIn(telling, facts) : [];
  return {
    change,
    heading,
    told: say`${headline(telling, heading)} (${change.address})`,
    details: [...facts.map((fact) => fact.told), ...rest].filter(({ text }) => text !== ''),
    asked: [...facts.flatMap(({ asked }) => asked ?? []), ...askedOf(telling, heading)],
  };
}

function headline(telling: Telling, heading: Heading): Markdown {
  const { change } = telling;
  const subject = subjectOf(telling);
  const why = change.replacedFor.length > 0 ? say`, for the sake of ${join(change.replacedFor)}` : reasonOf(change);
  if (change.isDeposed) return say`${subject}: what was left of an earlier replacement will be destroyed.`;
  switch (heading) {
    case 'destroyed':
      return say`${subject} will be destroyed${reasonOf(change)}.`;
    case 'replaced':
      return say`${subject} will be destroyed and made anew${why}${new Markdown(change.createsFirst ? ', the new one first' : '')}.`;
    case 'imported':
      return say`${subject} is there already and will be managed from here${new Markdown(change.action === 'update' ? ', with changes' : '')}.`;
    case 'moved':
      return say`${subject} stands elsewhere in the configuration; it was ${change.previousAddress ?? ''}.`;
    case 'forgotten':
      return say`${subject} stays as it is and will not be managed any more.`;
    default:
      return say`${subject} will be ${new Markdown(heading)}.`;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  delete_because_no_module: ', since the configuration has its module no longer',
  delete_because_each_key: ', since for_each has its key no longer',
  delete_because_count_index: ', since count is smaller now',
  replace_because_tainted: ', since it was not made whole',
  replace_by_request: ', as whoever planned has asked',
  replace_by_triggers: ', since what it follows changes',
};

const reasonOf = ({ reason = '' }: Change): Markdown =>
  new Markdown(Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? '') : '');

/** Those of which a fact tells more are asked about there, and what goes with its organization is asked about as that. */
const OF_THEIR_OWN = /^gatepost_(provider_organization|user|.*_invitation|.*_settings|notification_template)$/;

const isMissed = ({ type, replacedFor }: Change): boolean =>
  !OF_THEIR_OWN.test(type) && !replacedFor.includes('organization_id');

function askedOf(telling: Telling, heading: Heading): Markdown[] {
  const { change } = telling;
  if (heading === 'forgotten') return [say`Who looks after ${subjectOf(telling)} from now on?`];
  if (heading === 'replaced' && isMissed(change)) return [say`Who uses ${subjectOf(telling)} while it is made anew?`];
  if (heading === 'destroyed' && change.type === 'gatepost_email_server')
    return [say`Does anything else send mail through ${called(change)}?`];
  return [];
}
