import { type Expression, printAssignments, Reference } from '../../export/hcl/expression.ts';
import { visible } from '../markdown/markdown.ts';
import type { Action, Change, Plan } from '../plan/plan.ts';
import { changedIn } from '../plan/plan.ts';
import { Hidden, UNKNOWN, type Value, type Values } from '../plan/value.ts';

const VERBS: Readonly<Record<Action, string>> = {
  create: 'will be created',
  update: 'will be changed in place',
  replace: 'will be destroyed and made anew',
  delete: 'will be destroyed',
  forget: 'will not be managed any more',
  read: 'will be read',
  'no-op': 'stays as it is',
};

const LONGEST_ADDRESS = 500;

/**
 * Every attribute that a plan changes, as lines of a difference. Each begins with a sign of ours, so that none ends the
 * block of code that they stand in.
 */
export function wholePlan({ changes, outputs }: Plan): string[] {
  const objects = changes.filter(
    ({ action, importedAs, previousAddress: moved }) => action !== 'no-op' || importedAs || moved,
  );
  const told = outputs.filter(({ action }) => action !== 'no-op');
  const out = told.flatMap(({ name, before, after }) => [
    ...signed('-', { [name]: before }, before !== null),
    ...signed('+', { [name]: after }, after !== null),
  ]);
  const blocks = [...objects.map(linesOf), ...(out.length > 0 ? [['# outputs', ...out]] : [])];
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function linesOf(change: Change): string[] {
  const names = changedIn(change);
  const of = (values: Values | null) => Object.fromEntries(names.map((name) => [name, values?.[name] ?? null]));
  const from =
    change.previousAddress === undefined ? '' : `, and was ${visible(change.previousAddress, LONGEST_ADDRESS)}`;
  const imported = change.importedAs === undefined ? '' : `, imported by ${visible(change.importedAs)}`;
  return [
    `# ${visible(change.address, LONGEST_ADDRESS)} ${VERBS[change.action]}${imported}${from}`,
    ...signed('-', of(change.before), change.before !== null),
    ...signed('+', of(change.after), change.after !== null),
  ];
}

function signed(sign: string, values: Values, isThere: boolean): string[] {
  if (!isThere) return [];
  const assignments = filled(values).map(([name, value]) => [visible(name), expressionOf(value)] as const);
  const printed = printAssignments(assignments, '  ').split('\n').slice(0, -1);
  return printed.map((line) => `${sign}${line}`);
}

const filled = (values: Values) => Object.entries(values).filter(([, value]) => value !== null);

function expressionOf(value: Value): Expression {
  if (value === UNKNOWN) return new Reference('(known after apply)');
  if (value instanceof Hidden) return new Reference('(sensitive)');
  if (Array.isArray(value)) return value.map(expressionOf);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(filled(value as Values).map(([name, each]) => [name, expressionOf(each)]));
  return value as Expression;
}
