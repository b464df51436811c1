import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import { violation } from '../errors.ts';
import type { AnyDefinition } from './definition.ts';
import { resolveReference } from './reference.ts';

/**
 * The object a reference stands for, kept from being deleted until the transaction ends: where the id goes into a list
 * or a document, no foreign key would notice.
 * @throws a violation at the pointer when it refers to nothing.
 */
export async function holdReference(
  scope: Scope,
  pointer: string,
  url: string,
  definition: AnyDefinition,
  orgId: string | null,
): Promise<HeaderRow> {
  const row = await resolveReference(scope, pointer, url, definition, orgId);
  return hold(scope, pointer, definition, row);
}

/** @throws a violation at the pointer when the row went away meanwhile. */
export async function hold(
  scope: Scope,
  pointer: string,
  definition: AnyDefinition,
  row: HeaderRow,
): Promise<HeaderRow> {
  const held = await scope.manager
    .getRepository(definition.table)
    .findOne({ where: { id: row.id }, lock: { mode: 'pessimistic_read' } });
  if (held) return held;
  throw violation(pointer, `refers to no ${definition.type.replaceAll('_', ' ')} that exists here`);
}
