import { randomUUID } from 'node:crypto';
import type { EntitySchema } from 'typeorm';
import { oncePer } from '../once-per.ts';
import type { BaseRow } from './columns.ts';

interface Column {
  nullable?: boolean;
  default?: unknown;
}

/** What every row has, of one that is new. */
export const newBaseRow = (orgId: string, writtenBy: string | null, now: Date): BaseRow => ({
  id: randomUUID(),
  org_id: orgId,
  version: 1,
  updated_by: writtenBy,
  created_at: now,
  updated_at: now,
});

/** A row as the table's own defaults make it: null where a column may be null, otherwise its default. */
export function nullableDefaults<Row extends object>(table: EntitySchema<Row>): Partial<Row> {
  return JSON.parse(defaultsOf(table as EntitySchema)) as Partial<Row>;
}

/** As JSON, for every row gets objects of its own. */
const defaultsOf = oncePer((table: EntitySchema) => {
  const columns = Object.entries<Column | undefined>(table.options.columns);
  const defaults = columns.flatMap(([name, column]) => {
    if (column?.default !== undefined) return [[name, column.default]];
    return column?.nullable ? [[name, null]] : [];
  });
  return JSON.stringify(Object.fromEntries(defaults));
});
