import type { Listed } from '../framework/list-resource.ts';
import { type AnyPlacedSettings, defineListResource } from './definition.ts';
import type { Owner } from './list-owner.ts';
import { contains, displayName, fitting, leaveOut, ofOne, type SearchContext, searched } from './list-search.ts';
import { organizationParent } from './organization.ts';
import { expandPath } from './path.ts';

export interface SettingsListing {
  /** What they are the settings of, many of them: `catalogs`. */
  readonly nouns: string;
  readonly owners: (context: SearchContext) => AsyncIterable<readonly Owner[]>;
}

/** A list of settings that come with something else: one set for each of those, under its name. */
export function listOfSettings({ typeName, path, fromWire }: AnyPlacedSettings, { nouns, owners }: SettingsListing) {
  /** They are read in any case: nobody is led to settings that are closed to them. */
  async function settingsOf(context: SearchContext, { view, words, place, isNamed }: Owner): Promise<Listed | null> {
    try {
      const settings = await context.client.find<object>(expandPath(path, place), context.signal);
      return settings && { displayName: displayName(view), state: { ...place, ...fromWire(settings) } };
    } catch (error) {
      leaveOut(context, { isNamed, what: `settings of ${words}` }, error);
      return null;
    }
  }

  async function* everywhere(context: SearchContext) {
    const isFitting = fitting(context);
    for await (const page of owners(context)) {
      const taken = page.filter(({ view }) => isFitting(view)).slice(0, context.limit);
      const found = await Promise.all(taken.map((owner) => settingsOf(context, owner)));
      yield* found.filter((one) => one !== null);
    }
  }

  return defineListResource({
    typeName,
    description: `Finds the settings of ${nouns} that are there, for \`terraform query\`.`,
    attributes: { contains: contains(nouns), [organizationParent.attribute]: ofOne(organizationParent) },
    list: (context: SearchContext) => searched(context, { typeName, path }, everywhere(context)),
  });
}
