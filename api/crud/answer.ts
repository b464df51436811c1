import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { countRows, findPage, type Where } from '../database/where.ts';
import type { Answer, Call } from '../http/route.ts';
import { linkToNext, linkToOffset } from './cursor.ts';
import type { Definition } from './definition.ts';
import { etagOf } from './etag.ts';
import { envelope, fitting, MAX_PAGE_BYTES, readPage } from './page.ts';
import { behind, orderOf, placeOf, readPlace, readSort } from './sort.ts';
import { pickFields, present, presentAll } from './view.ts';

/** One object with its entity tag. `further` are fields that only this answer carries. */
export async function answerOne<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  row: Row,
  call: Call,
  { status = 200, further = {} }: { status?: number; further?: Record<string, unknown> } = {},
): Promise<Answer> {
  const view = await present(scope, definition, row, call.fields);
  return { status, body: { ...view, ...pickFields(further, call.fields) }, headers: { ETag: etagOf(row) } };
}

/** A page of the rows that fit, sorted as asked, of fewer than `limit` where they are large; the Link header leads on. */
export async function answerPage<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  where: Where,
  call: Call,
): Promise<Answer> {
  const page = readPage(call.query);
  const sort = readSort(call);
  const place = readPlace(call, sort);
  const total = await countRows(scope.manager, definition.table, where);
  const rest = place ? { ...where, place: behind(sort, place) } : where;
  const slice = { ...page, order: orderOf(sort) };
  const { rows, isCut, bytes } = await findPage(scope.manager, definition.table, rest, slice, MAX_PAGE_BYTES);
  const views = await presentAll(scope, definition, rows, call.fields);
  const results = fittingViews(definition, views, bytes);
  const body = envelope(total, results);
  const isFull = isCut || results.length < views.length || rows.length === page.limit;
  const last = isFull ? rows[results.length - 1] : undefined;
  if (!last) return { status: 200, body };
  const url = `${scope.publicUrl()}/api${call.path}`;
  return { status: 200, body, headers: linkToNext(url, call, placeOf(sort, last)) };
}

/** A view of a small row is small too, unless other rows are shown in it; so that most pages need no second measure. */
function fittingViews<View>(definition: Pick<Definition<HeaderRow>, 'relate'>, views: View[], bytes: number): View[] {
  return definition.relate || bytes > SMALL_PAGE_BYTES ? fitting(views) : views;
}

/** Of rows; their views have names, URLs and certificates taken apart, and are still far from the most. */
const SMALL_PAGE_BYTES = 1_048_576;

/** The rows that fit in an order of their own: of lists that are short by nature, and lead on by `offset`. */
export async function answerAll<Row extends HeaderRow>(
  scope: Scope,
  definition: Definition<Row>,
  where: Where,
  call: Call,
  order: string,
): Promise<Answer> {
  const total = await countRows(scope.manager, definition.table, where);
  const page = readPage(call.query);
  const slice = { ...page, order };
  const { rows, isCut, bytes } = await findPage(scope.manager, definition.table, where, slice, MAX_PAGE_BYTES);
  const views = await presentAll(scope, definition, rows, call.fields);
  const results = fittingViews(definition, views, bytes);
  const body = envelope(total, results);
  if (!isCut && results.length === views.length) return { status: 200, body };
  const url = `${scope.publicUrl()}/api${call.path}`;
  return { status: 200, body, headers: linkToOffset(url, call, page.offset + results.length) };
}
