import type { Scope } from '../context.ts';
import type { Target } from './definition.ts';
import { findOne } from './locate.ts';

/** The name, or the first of name-2, name-3 … that no object of the organization has: for names nobody chose. */
export async function freeName(
  scope: Scope,
  target: Pick<Target, 'table'>,
  orgId: string,
  name: string,
): Promise<string> {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!(await findOne(scope, target, { org_id: orgId, name: candidate }))) return candidate;
  }
}
