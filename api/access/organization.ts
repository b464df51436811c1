import type { EntityManager } from 'typeorm';
import { ask } from '../database/statement.ts';
import { Clause } from '../database/where.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import { isUuid } from '../uuid.ts';

/** Whether `o` is the organization that a path names by id or name; all of them belong to `admin`. */
export function isNamed(clause: Clause, adminOrgId: string, segment: string): string {
  return clause.write('o', isUuid(segment) ? { id: segment.toLowerCase() } : { org_id: adminOrgId, name: segment });
}

/** The organization that a path names; null: there is none. */
export async function findOrganizationHead(
  manager: EntityManager,
  adminOrgId: string,
  segment: string,
): Promise<OrganizationHead | null> {
  const clause = new Clause();
  const text = `SELECT o.id, o.name, o.org_type FROM organization o WHERE ${isNamed(clause, adminOrgId, segment)}`;
  const [found] = await ask<OrganizationHead>(manager, text, clause.values);
  return found ?? null;
}
