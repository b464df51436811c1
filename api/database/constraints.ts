import type { EntitySchemaForeignKeyOptions } from 'typeorm/entity-schema/EntitySchemaForeignKeyOptions.js';

type OnDelete = 'NO ACTION' | 'CASCADE' | 'SET NULL';

/** A foreign key to another table's id, named the way PostgreSQL itself would name it. */
export function foreignKey(
  table: string,
  column: string,
  target: string,
  onDelete: OnDelete = 'NO ACTION',
): EntitySchemaForeignKeyOptions {
  return {
    name: `${table}_${column}_fkey`,
    target,
    columnNames: [column],
    referencedColumnNames: ['id'],
    onDelete,
  };
}

/** A unique constraint with its usual name. */
export function unique(table: string, ...columns: string[]): { name: string; columns: string[] } {
  return { name: `${table}_${columns.join('_')}_key`, columns };
}
