import { set } from '../framework/attribute-builder.ts';
import type { Constraint } from '../framework/constraint.ts';

/** Ids in either case, as the API takes them; names would come back as ids, so they are refused. */
const IS_ID = '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$';

interface Options {
  readonly description: string;
  readonly from: string;
  readonly constraint?: Constraint;
}

/** Rules of a list of ids, whose order means something. @param from where such an id comes from, for the error */
export const idRules = (from: string) => ({
  elements: { pattern: IS_ID, patternMeaning: `must be an id (a UUID), such as that of ${from}` },
  sameMeaning: (a: readonly string[], b: readonly string[]) => spelled(a).join() === spelled(b).join(),
});

/** Rules of a set of ids. */
export function idSetRules({ description, from, constraint = {} }: Options) {
  return {
    ...idRules(from),
    description,
    constraint,
    sameMeaning: (a: readonly string[], b: readonly string[]) => spelled(a).sort().join() === spelled(b).sort().join(),
  };
}

const spelled = (ids: readonly string[]) => ids.map((id) => id.toLowerCase());

export const requiredReferences = (options: Options) => set('string', { ...idSetRules(options), required: true });

export const optionalReferences = (options: Options) => set('string', { ...idSetRules(options), optional: true });
