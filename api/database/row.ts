import type { EntitySchema } from 'typeorm';

/** A row as the table's own defaults make it: null where a column may be null, otherwise its default. */
export function nullableDefaults<Row extends object>(table: EntitySchema<Row>): Partial<Row> {
  const columns = Object.entries<{ nullable?: boolean; default?: unknown } | undefined>(table.options.columns);
  const defaults = columns.flatMap(([name, column]) => {
    if (column?.default !== undefined) return [[name, structuredClone(column.default)]];
    return column?.nullable ? [[name, null]] : [];
  });
  return Object.fromEntries(defaults) as Partial<Row>;
}
