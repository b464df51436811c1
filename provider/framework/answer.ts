import type { Attributes } from './attribute.ts';
import { DiagnosticError, formatPath } from './diagnostic.ts';
import type { Result } from './infer.ts';
import { planState } from './plan.ts';
import { settleResult } from './result.ts';
import { entry, isWhollyKnown, type ValueRecord } from './value.ts';

/**
 * What is there after something was read or opened: what was configured stays as it was written; the rest is what was
 * answered, and all of it has to be known.
 * @throws DiagnosticError on what has no value
 */
export function settleAnswer(attributes: Attributes, config: ValueRecord, answer: Result<Attributes>): ValueRecord {
  const wanted = planState(attributes, config, null);
  const answered = settleResult(attributes, wanted, answer);
  const state = { ...answered, ...Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null)) };
  const open = Object.keys(state).filter((name) => !isWhollyKnown(entry(state, name)));
  if (open.length === 0) return state;
  throw new DiagnosticError(
    open.map((name) => ({
      severity: 'error',
      path: [name],
      summary: `${formatPath([name])} has no value after reading`,
    })),
  );
}
