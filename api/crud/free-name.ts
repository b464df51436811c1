import type { FindOptionsWhere } from 'typeorm';
import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import type { AnyDefinition } from './definition.ts';

/** The name, or the first of name-2, name-3 … that no object of the organization has: for names nobody chose. */
export async function freeName(scope: Scope, definition: AnyDefinition, orgId: string, name: string): Promise<string> {
  const repository = scope.manager.getRepository(definition.table);
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    const where: FindOptionsWhere<HeaderRow> = { org_id: orgId, name: candidate };
    if (!(await repository.existsBy(where))) return candidate;
  }
}
