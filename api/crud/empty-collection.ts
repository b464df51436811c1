import { z } from 'zod';
import type { Route } from '../http/route.ts';
import type { Target } from './definition.ts';
import { locateCollection } from './locate.ts';
import { envelope, readPage } from './page.ts';

/** A list that clients of an API cloud ask for, and that has nothing in it here. */
export interface EmptyCollection {
  path: string;
  access: Route['access'];
  /** In the plural, for the documentation. */
  nouns: string;
  /** The tables of the parents that the path names besides {org}: one that is not there is 404. */
  parents?: Target['parents'];
}

const answer = z
  .strictObject({ total_results: z.literal(0), results: z.array(z.unknown()).max(0) })
  .meta({ id: 'EmptyList' });

/** They can be listed, and nothing more. */
export function emptyRoutes(collections: readonly EmptyCollection[]): Route[] {
  return collections.map(({ path, access, nouns, parents = {} }) => ({
    method: 'get',
    path,
    access,
    doc: { summary: `Lists the ${nouns}: there are none here.`, answer },
    async run(scope, call) {
      readPage(call.query);
      await locateCollection(scope, { parents }, path, call);
      return { status: 200, body: envelope(0, []) };
    },
  }));
}
