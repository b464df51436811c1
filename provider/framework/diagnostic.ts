import { printable } from './printable.ts';
import type { DiagnosticMessage, StepMessage } from './protocol/diagnostic.ts';

/** The key of a map, where a path would take a plain string for the name of an attribute. */
export interface MapKey {
  readonly key: string;
}

/** Where a value stands in a configuration: names of attributes, positions in lists, keys of maps. */
export type Path = readonly (string | number | MapKey)[];

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** One short sentence. */
  readonly summary: string;
  /** What happened, where, and what to do next. */
  readonly detail?: string | undefined;
  readonly path?: Path | undefined;
}

/** An error that says its diagnostics itself; throw it from any function of a resource. */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ summary }) => summary).join('; '));
    this.diagnostics = diagnostics;
  }
}

/** An error on one attribute, ready to be thrown. */
export function attributeError(path: Path, summary: string, detail?: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', summary, detail, path }]);
}

/** The error where a part of an identity has to be given. */
export function incompleteIdentity(name: string): DiagnosticError {
  return attributeError([name], 'The identity is not complete', `Give \`${name}\` in \`identity\`.`);
}

/** An error on no attribute in particular, ready to be thrown. */
export function plainError(summary: string, detail?: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', summary, detail }]);
}

/**
 * Whatever was thrown, as diagnostics. `doing` opens the summary of errors that bring none: "Creating gatepost_x".
 * Stacks are left out: they are of no use to the reader of a plan.
 */
export function diagnose(thrown: unknown, doing: string): readonly Diagnostic[] {
  if (thrown instanceof DiagnosticError) return thrown.diagnostics;
  if (thrown instanceof AggregateError && thrown.errors.length > 0) {
    return thrown.errors.flatMap((error) => diagnose(error, doing));
  }
  const detail = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  return [{ severity: 'error', summary: `${doing} failed`, detail }];
}

/** Whether an error is among the diagnostics. */
export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** A path as people read it: `sender.address`, `servers[0].host`, `labels["team"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (typeof step === 'object') return `${text}[${JSON.stringify(step.key)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/**
 * The diagnostics as the protocol's messages. The engine finds the line of an attribute, not of what is nested in its
 * value: it is given the attribute, and the text names the rest.
 */
export function diagnosticMessages(diagnostics: readonly Diagnostic[]): DiagnosticMessage[] {
  return diagnostics.map((each) => ({
    severity: each.severity === 'error' ? 1 : 2,
    summary: printable(each.summary),
    detail: printable(detailOf(each)),
    ...(each.path && each.path.length > 0 && { attribute: pathMessage(each.path.slice(0, 1)) }),
  }));
}

function detailOf({ path = [], summary, detail = '' }: Diagnostic): string {
  const where = formatPath(path);
  const isNamed = path.length < 2 || summary.includes(where) || detail.includes(where);
  return isNamed ? detail : `At ${where}. ${detail}`.trim();
}

/** The path as the protocol's AttributePath. */
export function pathMessage(path: Path): { steps: StepMessage[] } {
  return {
    steps: path.map((step) => {
      if (typeof step === 'number') return { element_key_int: step };
      return typeof step === 'string' ? { attribute_name: step } : { element_key_string: step.key };
    }),
  };
}
