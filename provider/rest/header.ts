import { string } from '../framework/attribute-builder.ts';
import { known, type Unknown } from '../framework/value.ts';
import { constraints } from '../generated/constraints.ts';

/** The attributes that nearly every object has, and how they stand on the wire. */

const limits = constraints.truststore;

export const id = string({ description: 'Id, a UUID decided by the API.', computed: true, unknownWhen: 'created' });

export const title = string({ description: 'What people see.', required: true, constraint: limits.title });

const NAME =
  'Internal key. Derived from the title when it is created without one; a later change of the title leaves it.';

/** A name that can be changed in place. */
export const name = string({
  description: NAME,
  optional: true,
  computed: true,
  unknownWhen: 'created',
  constraint: limits.name,
});

/** A name that is fixed once the object exists. */
export const fixedName = string({
  description: `${NAME} A change replaces the object.`,
  optional: true,
  computed: true,
  unknownWhen: 'created',
  requiresReplace: true,
  constraint: limits.name,
});

export const summary = string({ description: 'What it is for.', optional: true, constraint: limits.summary });

export interface HeaderView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly summary?: string | null;
}

/** For a request's body. */
export function headerToWire({ title, name }: { title: string; name: string | Unknown }) {
  return { title, name: known(name) };
}

/** From an answer. */
export function headerOf({ id, name, title }: HeaderView) {
  return { id, name, title };
}
