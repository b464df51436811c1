import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Scope } from '../context.ts';
import { notFound } from '../errors.ts';
import type { Access, Answer, Call, Route } from '../http/route.ts';
import { envelope, readPage } from './page.ts';
import { pickFields } from './view.ts';
import { listSchema } from './view-schema.ts';

/** The view of an object that is given with the program, such as a permission: it has no row. */
export interface GivenView extends Record<string, unknown> {
  id: string;
  name: string;
}

/** Objects that are given, in collections that paths name. */
export interface Given {
  path: string;
  access: Access;
  /** In the plural, for the documentation. */
  nouns: string;
  schema: z.ZodType;
  collections: readonly string[];
  viewsOf(scope: Scope, collection: string): readonly GivenView[];
}

/** Their ids (RFC 9562, version 8) are made from their names, the same in every cloud. */
export function givenId(type: string, name: string): string {
  const hex = createHash('sha256').update(`gatepost ${type} ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** All of them, those of one collection, and one by name or id. */
export function givenRoutes(given: Given): Route[] {
  const { path, access, nouns, schema } = given;
  const list = listSchema(schema);
  return [
    {
      method: 'get',
      path,
      access,
      doc: { summary: `Lists all ${nouns}.`, answer: list },
      run: async (scope, call) => answerList(call, allOf(scope, given)),
    },
    {
      method: 'get',
      path: `${path}/{collection}`,
      access,
      doc: { summary: `Lists the ${nouns} of a collection.`, answer: list },
      run: async (scope, call) => answerList(call, collectionOf(scope, given, call)),
    },
    {
      method: 'get',
      path: `${path}/{collection}/{item}`,
      access,
      doc: { summary: `Shows one of the ${nouns}, by name or id.`, answer: schema },
      run: async (scope, call) => answerOne(call, collectionOf(scope, given, call)),
    },
  ];
}

/** An object may stand in several collections, and is listed once. */
function allOf(scope: Scope, given: Given): GivenView[] {
  const views = given.collections.flatMap((collection) => given.viewsOf(scope, collection));
  return [...new Map(views.map((view) => [view.id, view])).values()];
}

function collectionOf(scope: Scope, given: Given, call: Call): readonly GivenView[] {
  const { collection = '' } = call.params;
  if (!given.collections.includes(collection)) throw notFound();
  return given.viewsOf(scope, collection);
}

function answerList(call: Call, views: readonly GivenView[]): Answer {
  const { limit, offset } = readPage(call.query);
  const page = views.slice(offset, offset + limit).map((view) => pickFields(view, call.query.fields));
  return { status: 200, body: envelope(views.length, page) };
}

function answerOne(call: Call, views: readonly GivenView[]): Answer {
  const { item = '' } = call.params;
  const found = views.find(({ id, name }) => name === item || id === item.toLowerCase());
  if (!found) throw notFound();
  return { status: 200, body: pickFields(found, call.query.fields) };
}
