import type { Attributes } from '../framework/attribute.ts';
import type { CallContext } from '../framework/context.ts';
import { settleResult } from '../framework/result.ts';
import { entry, equalValue, type Value, type ValueRecord } from '../framework/value.ts';

interface TakingOver {
  readonly typeName: string;
  readonly attributes: Attributes;
  /** What the settings are when nobody has set them. */
  readonly defaults: ValueRecord;
}

/**
 * Settings are there before Terraform manages them: whoever writes theirs over somebody else's is told what was set.
 * @param there what the API has
 */
export function warnOfTakingOver(
  { typeName, attributes, defaults }: TakingOver,
  { warn }: Pick<CallContext<unknown>, 'warn'>,
  { plan, there }: { plan: unknown; there: unknown },
): void {
  const before = settleResult(attributes, plan as ValueRecord, there);
  const differs = (name: string, other: Value) =>
    !equalValue(entry(before, name) ?? null, entry(other, name) ?? null, attributes[name]?.type ?? 'string');
  const replaced = Object.keys(attributes).filter(
    (name) => attributes[name]?.optional && differs(name, defaults) && differs(name, plan as Value),
  );
  if (replaced.length === 0) return;
  const lines = replaced.map((name) => `  ${name} was ${JSON.stringify(entry(before, name))}`);
  warn(
    `Settings that were there are replaced by ${typeName}`,
    ['Somebody had set them otherwise:', ...lines, 'To begin with what is there, import it instead.'].join('\n'),
  );
}
