import type { ValueRecord } from '../framework/value.ts';
import { pagesOf } from './every.ts';
import { displayName, type ListedView, type SearchContext, searchOf, whereOpen } from './list-search.ts';
import { expandPath } from './path.ts';

/** Whose settings and texts of mails a search goes through: organizations, and catalogs within them. */

export interface Owner {
  readonly view: ListedView;
  /** What people call it. */
  readonly words: string;
  /** The attributes by which it is named. */
  readonly place: ValueRecord;
  /** Whether the search named it, or what it is in. */
  readonly isNamed: boolean;
}

/** Those that the caller belongs to, or the one that the search names. */
export async function* organizations(context: SearchContext): AsyncGenerator<readonly Owner[]> {
  const wanted = searchOf(context).organization_id;
  for await (const views of wanted
    ? only(context, wanted)
    : pagesOf<ListedView>(context.client, '/orgs', context.signal))
    yield views.map((view) => ({
      view,
      words: `organization ${displayName(view)}`,
      place: { organization_id: view.id },
      isNamed: Boolean(wanted),
    }));
}

async function* only({ client, signal }: SearchContext, id: string) {
  yield [await client.get<ListedView>(expandPath('/orgs/{id}', { id }), signal)];
}

/** The catalogs of those organizations, where the caller may see them. */
export async function* catalogs(context: SearchContext): AsyncGenerator<readonly Owner[]> {
  for await (const owners of organizations(context)) {
    for (const owner of owners) {
      const { isNamed, words } = owner;
      yield* whereOpen(context, { isNamed, what: `catalogs of ${words}` }, catalogsOf(context, owner));
    }
  }
}

/** The catalogs of one organization. */
export async function* catalogsOf(
  { client, signal }: SearchContext,
  { view: organization, place, isNamed }: Owner,
): AsyncGenerator<readonly Owner[]> {
  for await (const views of pagesOf<ListedView>(client, expandPath('/orgs/{organization_id}/catalogs', place), signal))
    yield views.map((view) => ({
      view,
      words: `catalog ${displayName(view)} of ${displayName(organization)}`,
      place: { ...place, catalog_id: view.id },
      isNamed,
    }));
}
