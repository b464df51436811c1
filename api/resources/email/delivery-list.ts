import type { Scope } from '../../context.ts';
import { isMoment, linkToNext, readCursor } from '../../crud/cursor.ts';
import { envelope, fitting, readPage } from '../../crud/page.ts';
import { parse } from '../../crud/parse.ts';
import { presentAll } from '../../crud/view.ts';
import type { Answer, Call } from '../../http/route.ts';
import { deliveryTable } from '../../tables/delivery.ts';
import { isUuid } from '../../uuid.ts';
import { type DeliveryRow, delivery } from './delivery.ts';
import { filterOf, filterSchema, readSelection, type Selection } from './delivery-filter.ts';
import { walk } from './delivery-walk.ts';

/** So far deliveries are counted: a total of as many means as many or more. */
export const COUNTED = 10_000;

/** Not what mails say, which is large and shown to nobody. */
const COLUMNS = Object.keys(deliveryTable.options.columns)
  .filter((column) => column !== 'variables')
  .map((column) => `t."${column}"`)
  .join(', ');

/** A page of the deliveries that a filter lets through, newest first. */
export async function listDeliveries(scope: Scope, call: Call): Promise<Answer> {
  const selection = await readSelection(scope, parse('query', filterSchema, filterOf(call.query)));
  const { limit, offset } = readPage(call.query);
  const cursor = readCursor(call, isPlace);
  const total = await countDeliveries(scope, selection);
  const rows = limit === 0 || total === 0 ? [] : await find(scope, { ...selection, cursor }, limit, offset);
  const views = await presentAll(scope, delivery, rows, call.fields);
  const results = fitting(views);
  const body = envelope(total, results);
  const isFull = results.length < views.length || rows.length === limit;
  const last = isFull ? rows[results.length - 1] : undefined;
  if (!last) return { status: 200, body };
  const url = `${scope.publicUrl()}/api${call.path}`;
  return { status: 200, body, headers: linkToNext(url, call, [last.created_at.toISOString(), last.id]) };
}

const isPlace = ([moment, id, ...rest]: unknown[]) =>
  isMoment(moment) && typeof id === 'string' && isUuid(id) && rest.length === 0;

/** Not prepared: of several filters the values say which serves best. */
async function find(
  { manager }: Scope,
  selection: Parameters<typeof walk>[0],
  limit: number,
  offset: number,
): Promise<DeliveryRow[]> {
  const { text, clause } = walk(selection);
  const page = `SELECT ${COLUMNS} FROM delivery t ${text} LIMIT ${clause.place(limit)} OFFSET ${clause.place(offset)}`;
  return manager.query(page, clause.values);
}

/** How many there are, up to `COUNTED`: in the order of the list, so that the same index serves and no more is read than is counted. */
export async function countDeliveries({ manager }: Scope, selection: Selection): Promise<number> {
  const { text, clause } = walk(selection);
  const counted = `SELECT FROM delivery t ${text} LIMIT ${COUNTED}`;
  const [row]: { n: number }[] = await manager.query(`SELECT count(*)::int AS n FROM (${counted}) t`, clause.values);
  return row?.n ?? 0;
}
