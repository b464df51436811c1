import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Scope } from '../context.ts';
import { notFound } from '../errors.ts';
import type { Access, Answer, Call, Route } from '../http/route.ts';
import { envelope, readPage } from './page.ts';
import { pickFields } from './view.ts';
import { listSchema } from './view-schema.ts';

/** The view of an object that comes with the program, such as a permission: it has no row. */
export interface FixedView extends Record<string, unknown> {
  id: string;
  name: string;
}

/** Objects that come with the program, in collections that paths name. */
export interface FixedCollections {
  path: string;
  access: Access;
  /** In the plural, for the documentation. */
  nouns: string;
  schema: z.ZodType;
  collections: readonly string[];
  viewsOf(scope: Scope, collection: string): readonly FixedView[];
}

/** Their ids (RFC 9562, version 8) are made from their names, the same in every cloud. */
export function fixedId(type: string, name: string): string {
  const hex = createHash('sha256').update(`gatepost ${type} ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** All of them, those of one collection, and one by name or id. */
export function fixedRoutes(fixed: FixedCollections): Route[] {
  const { path, access, nouns, schema } = fixed;
  const list = listSchema(schema);
  return [
    {
      method: 'get',
      path,
      access,
      doc: { summary: `Lists all ${nouns}.`, answer: list },
      run: async (scope, call) => answerList(call, allOf(scope, fixed)),
    },
    {
      method: 'get',
      path: `${path}/{collection}`,
      access,
      doc: { summary: `Lists the ${nouns} of a collection.`, answer: list },
      run: async (scope, call) => answerList(call, collectionOf(scope, fixed, call)),
    },
    {
      method: 'get',
      path: `${path}/{collection}/{item}`,
      access,
      doc: { summary: `Shows one of the ${nouns}, by name or id.`, answer: schema },
      run: async (scope, call) => answerOne(call, collectionOf(scope, fixed, call)),
    },
  ];
}

/** An object may stand in several collections, and is listed once. */
function allOf(scope: Scope, fixed: FixedCollections): FixedView[] {
  const views = fixed.collections.flatMap((collection) => fixed.viewsOf(scope, collection));
  return [...new Map(views.map((view) => [view.id, view])).values()];
}

function collectionOf(scope: Scope, fixed: FixedCollections, call: Call): readonly FixedView[] {
  const { collection = '' } = call.params;
  if (!fixed.collections.includes(collection)) throw notFound();
  return fixed.viewsOf(scope, collection);
}

function answerList(call: Call, views: readonly FixedView[]): Answer {
  const { limit, offset } = readPage(call.query);
  const page = views.slice(offset, offset + limit).map((view) => pickFields(view, call.fields));
  return { status: 200, body: envelope(views.length, page) };
}

function answerOne(call: Call, views: readonly FixedView[]): Answer {
  const { item = '' } = call.params;
  const found = views.find(({ id, name }) => name === item || id === item.toLowerCase());
  if (!found) throw notFound();
  return { status: 200, body: pickFields(found, call.fields) };
}
