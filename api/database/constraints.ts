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

/** An index with its usual name. */
export function index(table: string, ...columns: string[]): { name: string; columns: string[] } {
  return { name: `${table}_${columns.join('_')}_idx`, columns };
}

/** What serves a list: the rows of a parent, in the order in which lists show them. */
export function listIndex(table: string, parent = 'org_id'): { name: string; columns: string[] } {
  return index(table, parent, 'created_at', 'id');
}

/** What serves a list that is sorted by title; by name its unique constraint does. */
export const titleIndex = (table: string, parent = 'org_id') => ownIndex(table, `${parent}_title`, 'title');

/** An index of expressions or of another kind (GIN): a migration alone can say what it is, TypeORM leaves it as it is. */
export function ownIndex(table: string, what: string, column: string) {
  return { name: `${table}_${what}_idx`, columns: [column], synchronize: false };
}

/** A unique constraint with its usual name. */
export function unique(table: string, ...columns: string[]): { name: string; columns: string[] } {
  return { name: `${table}_${columns.join('_')}_key`, columns };
}
