import type { Kind } from './kind.ts';
import { isForbidden, type Lists } from './list.ts';
import type { Cloud, Found } from './view.ts';

/** Objects that are not exported, and why. */
export interface Left {
  /** How many there are; null where nobody may know. */
  readonly count: number | null;
  /** As in `catalogs`. */
  readonly words: string;
  /** The end of a sentence. */
  readonly why: string;
}

/** How many are told by name where there are many. */
const NAMED = 5;

/** What there is of a kind that no resource covers. */
export async function countUncovered(
  kind: Kind,
  lists: Lists,
  cloud: Cloud,
): Promise<{ found: readonly Found[]; left: Left[] }> {
  // Settings are there wherever they can be, and whether they say anything is known to a resource alone.
  if (kind.isSettings) return { found: [], left: [] };
  try {
    const { found, unseen: closed } = await lists.of(kind);
    const { length } = ownOf(kind, found, cloud);
    const own = length === 0 ? [] : [counted(kind, length, 'no resource of the provider covers them')];
    return { found, left: [...own, ...unseen(kind, closed)] };
  } catch (error) {
    if (!isForbidden(error)) throw error;
    // Nothing of them would be exported, so whoever may not see them gets the rest.
    const why = 'no resource covers them, and these credentials may not list them';
    return { found: [], left: [{ count: null, words: kind.words[1], why }] };
  }
}

/** What can't be declared anew. */
export function undeclarable(kind: Kind, found: readonly Found[], cloud: Cloud): Left[] {
  const reasons = ownOf(kind, found, cloud).flatMap(({ view }) => kind.undeclarable?.(view) ?? []);
  return [...new Set(reasons)].map((why) => counted(kind, reasons.filter((each) => each === why).length, why));
}

/** What is within something that the credentials do not reach into. */
export function unseen({ words: [, many] }: Kind, names: readonly string[]): Left[] {
  if (names.length === 0) return [];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  const which = names.slice(0, NAMED).join(', ');
  return [{ count: null, words: many, why: `these credentials may not list those within ${which}${more}` }];
}

const ownOf = (kind: Kind, found: readonly Found[], cloud: Cloud) =>
  found.filter((each) => kind.comesWithCloud?.(each, cloud) !== true);

const counted = ({ words: [one, many] }: Kind, count: number, why: string): Left => ({
  count,
  words: count === 1 ? one : many,
  why,
});
