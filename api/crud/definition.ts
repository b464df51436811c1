import type { EntitySchema, FindOperator } from 'typeorm';
import type { z } from 'zod';
import type { Permission } from '../access/permission-matrix.ts';
import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import type { Route } from '../http/route.ts';

/** A field that refers to another object by URL; the row keeps its id in `column`. */
export interface Reference {
  to: () => AnyDefinition;
  column: string;
  /** Whose objects may be referred to: those of the row's own organization, those of `admin`, or anybody's. */
  within: 'own' | 'admin' | 'any';
}

/** Who uses an object, in words a person can act on: `mail server "smtp"`. */
export type Usage = string;

/** Rows the placeholders of a path stand for, by placeholder: `org`, `availability_zone`, `user_registry`. */
export type Parents = Readonly<Record<string, HeaderRow>>;

/** The change at hand, as the rules of a resource see it. `before` is null at creation. */
export interface Change<Row, Input> {
  row: Row;
  before: Readonly<Row> | null;
  input: Input;
  parents: Parents;
}

type Awaitable<T> = T | Promise<T>;

/** A kind of object of the API: its path, its table, its fields, and functions only where it is not ordinary. */
export interface Definition<Row extends HeaderRow, Fields extends z.ZodRawShape = z.ZodRawShape> {
  /** The wire's `type`, snake case and singular; also the placeholder by which paths name it as a parent. */
  type: string;
  /** The schema's name, which validation errors quote. */
  schema: string;
  /** The Terraform resource that manages it, or null with the reason. */
  terraform: string | { none: string };
  table: EntitySchema<Row>;
  /** Collections under /api; placeholders such as {org} name the parents. `url` is built from the first. */
  paths: readonly [string, ...string[]];
  permissions: { read: readonly Permission[]; write: readonly Permission[] };
  /** Which of the ordinary routes exist; all of them by default. */
  methods?: readonly Method[];
  /** What may be sent besides the header, as zod schemas: the single source of types, validation and OpenAPI. */
  fields: Fields;
  required?: readonly (keyof Fields | 'title' | 'name')[];
  /** Fields that never change once set: another value in a PATCH is refused. */
  fixed?: readonly string[];
  /** Fields of the view that cannot be set: ignored when sent. */
  ignored?: readonly string[];
  /** Fields that are refused outright, with the reason. */
  refused?: Readonly<Record<string, string>>;
  /** Fields that hold secrets: how often a caller may compare them without changing them is limited. */
  secretFields?: readonly string[];
  references?: Readonly<Record<string, Reference>>;
  /** The collection has no organization in its path and holds the objects of all of them. */
  acrossOrgs?: true;
  /** Objects live in the organization `admin` only. */
  adminOnly?: true;
  /** The column of a version that is part of the key, as TLS profiles have it. */
  versionColumn?: string;
  /** Further fields are kept in this jsonb column and given back. */
  furtherColumn?: string;
  /** Turns fields that are not columns into columns. Ordinary fields and references are copied already. */
  assign?(scope: Scope, change: Change<Row, Partial<z.infer<z.ZodObject<Fields>>>>): Awaitable<void>;
  /** Rules across fields and rows; throws. */
  check?(scope: Scope, change: Change<Row, Partial<z.infer<z.ZodObject<Fields>>>>): Awaitable<void>;
  /** What else the same transaction writes. */
  after?(scope: Scope, change: Change<Row, Partial<z.infer<z.ZodObject<Fields>>>>): Awaitable<void>;
  /** Who uses the object; it cannot be deleted while anybody does. */
  usedBy?(scope: Scope, row: Row): Awaitable<Usage[]>;
  /** Shipped objects cannot be deleted. */
  isBuiltIn?(row: Row): boolean;
  /** What clearing the collection leaves besides what is shipped. */
  survivesClearing?(scope: Scope, row: Row): Awaitable<boolean>;
  /** What goes with the object when it is deleted, in the same transaction. */
  beforeDelete?(scope: Scope, row: Row): Awaitable<void>;
  /** Loads for a page of rows what their views need, in one query each rather than one a row. */
  relate?(scope: Scope, rows: readonly Row[]): Promise<Related>;
  /** The own fields of the view as zod schemas, for the documentation; a test holds every answer to them. */
  view?: z.ZodRawShape;
  /** The own fields of the view: what leaves is listed here, so a secret has no way out. */
  present(row: Row, view: View): Record<string, unknown>;
  /** Fields of the view that leave only when `fields=` names them, alone or in `add(…)`. */
  addable?: readonly string[];
  /** Fields that only the answer to the creation carries, such as a secret that is shown once. */
  presentOnce?(scope: Scope, change: Change<Row, Partial<z.infer<z.ZodObject<Fields>>>>): Record<string, unknown>;
  /** Which rows a list shows the caller; all of them by default. A single object is guarded by `authorize`. */
  visible?(scope: Scope): Record<string, FindOperator<unknown>>;
  /** Routes beyond the ordinary ones. */
  routes?: readonly Route[];
}

export type Method = 'list' | 'create' | 'get' | 'update' | 'delete' | 'clear';

/** What `relate` loaded, by a name the resource chooses. */
export type Related = Readonly<Record<string, ReadonlyMap<string, unknown>>>;

export interface View {
  scope: Scope;
  related: Related;
}

/** A definition whatever its rows are: what the engine works with. */
export type AnyDefinition = Definition<HeaderRow>;

/** Declares a resource; it only fixes the types. */
export function defineResource<Row extends HeaderRow, Fields extends z.ZodRawShape>(
  definition: Definition<Row, Fields>,
): Definition<Row, Fields> {
  return definition;
}
