import type { Cursor } from '../../crud/cursor.ts';
import { Clause } from '../../database/where.ts';
import { type Selection, whereSelected } from './delivery-filter.ts';

/** The columns that have an index of their own in the order of the list, as their index has them. */
const LEADS: Readonly<Record<string, string>> = {
  state: 't.state',
  template: 't.template',
  recipient: 'lower(t.recipient)',
  org_id: 't.org_id',
  mail_server_id: 't.mail_server_id',
  cause_id: 't.cause_id',
};

/**
 * The WHERE and ORDER BY of a walk over deliveries, newest first, as far as a selection lets them through and behind a
 * place.
 *
 * Where one column leads, its index is walked between two places of its order. PostgreSQL is told so in its own words, by
 * comparing rows: told that the column equals a value, it would believe its statistics, and walk through everything else
 * for what is rare and far away, or sort whatever there is. Where several meet, statistics know best.
 */
export function walk(selection: Selection & { cursor?: Cursor | undefined }): { text: string; clause: Clause } {
  const clause = new Clause();
  const leads = Object.keys(selection.equal ?? {}).filter((column) => column in LEADS);
  const [lead = ''] = leads;
  const by = leads.length === 1 ? betweenPlaces(clause, selection, lead) : plain(clause, selection);
  const order = by.keys.map((key) => `${key} DESC`).join(', ');
  return { text: `WHERE ${by.conditions.join(' AND ')} ORDER BY ${order}`, clause };
}

interface Walk {
  conditions: string[];
  keys: string[];
}

const PLACE = ['t.created_at', 't.id'];

const row = (...parts: string[]) => `(${parts.join(', ')})`;

function betweenPlaces(
  clause: Clause,
  { equal, from, until, cursor }: Selection & { cursor?: Cursor | undefined },
  lead: string,
): Walk {
  const { [lead]: value, ...others } = equal ?? {};
  const place = clause.place(value);
  const start = lead === 'recipient' ? `lower(${place})` : place;
  const key = LEADS[lead] ?? '';
  const conditions = [
    `${row(key, 't.created_at')} >= ${row(start, clause.place(from ?? '-infinity'))}`,
    `${row(key, 't.created_at')} < ${row(start, clause.place(until ?? 'infinity'))}`,
    ...(cursor ? [`${row(key, ...PLACE)} < ${row(start, ...cursor.map(clause.place))}`] : []),
    // Of the index too, which holds no mail that was never tried.
    ...(lead === 'mail_server_id' ? ['t.mail_server_id IS NOT NULL'] : []),
    ...(Object.keys(others).length > 0 ? [clause.write('t', others)] : []),
  ];
  return { conditions, keys: [key, ...PLACE] };
}

function plain(clause: Clause, { cursor, ...selection }: Selection & { cursor?: Cursor | undefined }): Walk {
  const conditions = [
    clause.write('t', whereSelected(selection)),
    ...(cursor ? [`${row(...PLACE)} < ${row(...cursor.map(clause.place))}`] : []),
  ];
  return { conditions, keys: PLACE };
}
