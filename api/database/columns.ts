import type { EntitySchemaColumnOptions } from 'typeorm';

/** What every row has. `version` grows by one whenever a column of the row's own changes; it is the ETag. */
export interface BaseRow {
  id: string;
  org_id: string;
  version: number;
  /** The user or registration that wrote last; null: Gatepost itself. */
  updated_by: string | null;
  created_at: Date;
  updated_at: Date;
}

/** What every object of the API has besides: what people call it. */
export interface HeaderRow extends BaseRow {
  name: string;
  title: string;
  summary: string | null;
  metadata: Record<string, string>;
}

type Columns<Row> = { [Column in keyof Row]: EntitySchemaColumnOptions };

export const uuid = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'uuid',
  ...options,
});
export const text = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'text',
  ...options,
});
export const integer = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'int',
  ...options,
});
export const boolean = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'boolean',
  ...options,
});
export const json = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'jsonb',
  ...options,
});
export const texts = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'text',
  array: true,
  ...options,
});
export const uuids = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'uuid',
  array: true,
  ...options,
});
/** Ciphertext: key id, nonce, data. */
export const secret = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'bytea',
  ...options,
});
/** A moment to the millisecond, as the wire shows it. */
export const moment = (options: Partial<EntitySchemaColumnOptions> = {}): EntitySchemaColumnOptions => ({
  type: 'timestamptz',
  precision: 3,
  ...options,
});

export const baseColumns: Columns<BaseRow> = {
  id: uuid({ primary: true }),
  org_id: uuid(),
  version: integer({ default: 1 }),
  updated_by: uuid({ nullable: true }),
  created_at: moment(),
  updated_at: moment(),
};

export const headerColumns: Columns<HeaderRow> = {
  ...baseColumns,
  name: text(),
  title: text(),
  summary: text({ nullable: true }),
  metadata: json({ default: {} }),
};
