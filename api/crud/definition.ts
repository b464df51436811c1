import type { EntitySchema } from 'typeorm';
import type { z } from 'zod';
import type { Permission } from '../access/permission.ts';
import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import type { FieldSelection } from '../http/fields.ts';
import type { Call } from '../http/route.ts';

/** Where objects of a kind are: what is needed to find one by a path or a reference. */
export interface Target<Row extends HeaderRow = HeaderRow> {
  /** The wire's `type`, snake case and singular; also the placeholder by which paths name it as a parent. */
  type: string;
  /** The `type` in answers, where the wire has another word for it there. */
  shownType?: string;
  table: EntitySchema<Row>;
  /** Collections under /api; placeholders such as {org} name the parents. `url` is built from the first. */
  paths: readonly [string, ...string[]];
  /** The tables of the parents that the paths name besides {org}, by placeholder. */
  parents?: Readonly<Record<string, EntitySchema<HeaderRow>>>;
  /** The column of a version that is part of the key, as TLS profiles have it. */
  versionColumn?: string;
  /** The collection has no organization in its path and holds the objects of all of them. */
  acrossOrgs?: true;
}

/** A field that refers to another object by URL; the row keeps its id in `column`. */
export interface Reference {
  to: Target;
  column: string;
  /** Whose objects may be referred to: those of the row's own organization, those of `admin`, or anybody's. */
  within: 'own' | 'admin' | 'any';
  /** Finds the object where not everybody may know whether there is one; `row` is as it was. Throws. */
  find?(scope: Scope, pointer: string, reference: string, row: HeaderRow): Promise<HeaderRow>;
}

/** Who uses an object, in words a person can act on: `mail server "smtp"`. */
export type Usage = string;

/** The change at hand, as the rules of a resource see it. `before` is null at creation. */
export interface Change<Row, Input, Prepared = unknown> {
  row: Row;
  before: Readonly<Row> | null;
  input: Input;
  /** What the resource prepared before the transaction began. */
  prepared?: Prepared | undefined;
}

/** What may be sent for fields, each of which may be absent. */
export type Input<Fields extends z.ZodRawShape> = Partial<z.infer<z.ZodObject<Fields>>>;

type Awaitable<T> = T | Promise<T>;

/** A kind of object of the API: its path, its table, its fields, and functions only where it is not ordinary. */
export interface Definition<Row extends HeaderRow, Fields extends z.ZodRawShape = z.ZodRawShape, Prepared = unknown>
  extends Target<Row> {
  /** The schema's name, which validation errors quote and the document of the API names schemas after. */
  schema: string;
  /** The Terraform resource that manages it, or null with the reason. */
  terraform: string | { none: string };
  permissions: { read: readonly Permission[]; write: readonly Permission[] };
  /** API Connect has no such objects. */
  isOwn?: true;
  /** Which of the ordinary routes exist; all of them by default. */
  methods?: readonly Method[];
  /** What may be sent besides the header, as zod schemas: the single source of types, validation and OpenAPI. */
  fields: Fields;
  /** What a creation must have; the title may be absent where a name is sent. */
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
  /** Objects live in the organization `admin` only. */
  adminOnly?: true;
  /** Columns of what views show that is made when other columns are written; nobody sets them. */
  derivedColumns?: readonly string[];
  /** Further fields are kept in this jsonb column and given back. */
  furtherColumn?: string;
  /** Slow work on what was sent, such as hashing a password, before the transaction of a creation or change begins. */
  prepare?(scope: Scope, call: Call, path: string): Promise<Prepared>;
  /** What a change or deletion locks before the object itself, so that all who lock both do so in one order. */
  lockFirst?(scope: Scope, call: Call): Awaitable<void>;
  /** Turns fields that are not columns into columns. Ordinary fields and references are copied already. */
  assign?(scope: Scope, change: Change<Row, Input<Fields>, Prepared>): Awaitable<void>;
  /** Rules across fields and rows; throws. */
  check?(scope: Scope, change: Change<Row, Input<Fields>, Prepared>): Awaitable<void>;
  /** What else the same transaction writes. */
  after?(scope: Scope, change: Change<Row, Input<Fields>, Prepared>): Awaitable<void>;
  /** Rights beyond those of the route that it takes to delete the object; throws. */
  demandDelete?(scope: Scope, row: Row): Awaitable<void>;
  /** Who uses the object; it cannot be deleted while anybody does. */
  usedBy?(scope: Scope, row: Row): Awaitable<Usage[]>;
  /** Shipped objects cannot be deleted. */
  isBuiltIn?(row: Row): boolean;
  /** What goes with the object when it is deleted, in the same transaction. */
  beforeDelete?(scope: Scope, row: Row): Awaitable<void>;
  /** Loads for a page of rows what their views need, in one query each rather than one a row. */
  relate?(scope: Scope, rows: readonly Row[]): Promise<Related>;
  /** References that answers show as null while they are unset; all others they leave out. */
  shownAsNull?: readonly string[];
  /** The own fields of the view as zod schemas, for the documentation; a test holds every answer to them. */
  view?: z.ZodRawShape;
  /** The own fields of the view: what leaves is listed here, so a secret has no way out. */
  present(row: Row, view: View): Record<string, unknown>;
}

export type Method = 'list' | 'create' | 'get' | 'update' | 'delete' | 'clear';

/** What `relate` loaded, by a name the resource chooses. */
export type Related = Readonly<Record<string, ReadonlyMap<string, unknown>>>;

export interface View {
  scope: Scope;
  related: Related;
  /** What was asked for; what costs and was not is left out. */
  fields: FieldSelection;
}

/** A definition whatever its rows are: what the engine works with. */
export type AnyDefinition = Definition<HeaderRow>;

/** Declares a resource; it only fixes the types. */
export function defineResource<Row extends HeaderRow, Fields extends z.ZodRawShape, Prepared = unknown>(
  definition: Definition<Row, Fields, Prepared>,
): Definition<Row, Fields, Prepared> {
  return definition;
}

/** What people call a kind of object: `mail server`. */
export const nounOf = ({ type }: Pick<Target, 'type'>): string => type.replaceAll('_', ' ');
