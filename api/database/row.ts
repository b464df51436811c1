import type { EntitySchema } from 'typeorm';
import { oncePer } from '../once-per.ts';

interface Column {
  nullable?: boolean;
  default?: unknown;
}

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
