import type { Client } from '../client/client.ts';
import { known } from '../framework/value.ts';
import { expandPath } from './path.ts';
import { idOf } from './reference.ts';

/** How attributes stand on the wire that do not stand there under their own name and as they are. */

/** What a reference is written from. */
export interface Writing {
  readonly client: Client;
  /** The planned values, for paths with attributes in them. */
  readonly plan: unknown;
}

export interface WireForm {
  /** The field of the body and of the view. */
  readonly field: string;
  /** From the field of a view. */
  read(value: unknown): unknown;
  /** To the field of a body, where the attribute has a value; without it the field is only read. */
  write?(value: unknown, writing: Writing): unknown;
}

export type WireForms = { readonly [attribute: string]: WireForm };

/** The attribute has another name than the field. */
export const renamed = (field: string): WireForm => ({
  field,
  read: (value) => value ?? null,
  write: (value) => value,
});

/** Of a reference the attribute has the id, the wire a URL. @param path of the collection it refers to */
export const reference = (field: string, path: string): WireForm => ({
  field,
  read: (url) => idOf(url as string | null),
  write: (id, writing) => urlTo(path, id, writing),
});

/** A list or set of references. */
export const references = (field: string, path: string): WireForm => ({
  field,
  read: (urls) => (urls as readonly string[]).map(idOf),
  write: (ids, writing) => (ids as readonly unknown[]).map((id) => urlTo(path, id, writing)),
});

function urlTo(path: string, id: unknown, { client, plan }: Writing): string | null {
  return id === null ? null : client.url(expandPath(`${path}/{id}`, { ...(plan as object), id }));
}

/** What the path says already and the view tells: it is never sent. */
export const placedIn = (field: string): WireForm => ({ field, read: (url) => idOf(url as string) });

/** An object with a form of its own for each of its fields. */
export const within = (field: string, forms: WireForms): WireForm => ({
  field,
  read: (view) => (view === null || view === undefined ? null : readFields(forms, view as Fields)),
  write: (value, writing) => value && writeFields(forms, value as Fields, writing),
});

/** A list of such objects. */
export const listWithin = (field: string, forms: WireForms): WireForm => ({
  field,
  read: (views) => (views as readonly Fields[]).map((view) => readFields(forms, view)),
  write: (values, writing) => (values as readonly Fields[]).map((value) => writeFields(forms, value, writing)),
});

type Fields = Readonly<Record<string, unknown>>;

/** From a view; a field that it lacks is null. */
function readFields(forms: WireForms, view: Fields): Fields {
  return Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, form.read(view[form.field] ?? null)]));
}

function writeFields(forms: WireForms, values: Fields, writing: Writing): Fields {
  const fields = Object.entries(forms).map(([name, form]) => [form.field, form.write?.(known(values[name]), writing)]);
  return Object.fromEntries(fields);
}

/** Neither sent under a name of its own nor answered. */
export const untold: WireForm = { field: '', read: () => undefined };
