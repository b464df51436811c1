import { nameFromTitle } from '../../common/name-from-title.ts';
import { violation } from '../errors.ts';

/**
 * The name of an object that was given a title and no name.
 * @throws a violation on /name when nothing fit for one is left of the title.
 */
export function deriveName(title: string): string {
  const derived = nameFromTitle(title);
  if (derived !== undefined) return derived;
  throw violation('/name', 'No name can be derived from the title; send a name.');
}
