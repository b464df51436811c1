import type { EntitySchema } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../context.ts';
import type { Condition, Where } from '../database/where.ts';
import { quoted } from '../database/write.ts';
import type { ServiceRow, Visibility } from '../tables/service.ts';
import * as field from './field.ts';
import { organizationTarget } from './organization.ts';
import { resolveReferences } from './reference.ts';
import { orgUrl } from './url.ts';

const urls = field.references('must be a list of URLs, or null').nullable().optional();

/** As it is sent and answered. */
export const visibilityField = z
  .strictObject({
    type: z.enum(['public', 'private', 'custom'], 'must be public, private or custom'),
    group_urls: urls,
    org_urls: urls,
  })
  .meta({
    id: 'Visibility',
    description: 'Which organizations see it: all, the organization admin alone, or those listed.',
  });

export type SentVisibility = z.infer<typeof visibilityField>;

/** Keeps the organizations by id. @throws a violation at the URL that refers to none */
export async function readVisibility(scope: Scope, sent: SentVisibility): Promise<Visibility> {
  const { org_urls: orgUrls, ...others } = sent;
  if (orgUrls === undefined || orgUrls === null) return orgUrls === null ? { ...others, org_ids: null } : others;
  const held = await resolveReferences(scope, '/visibility/org_urls', orgUrls, organizationTarget, null);
  return { ...others, org_ids: [...new Set(held.map(({ id }) => id))] };
}

export function presentVisibility(scope: Scope, { org_ids: ids, ...others }: Visibility): SentVisibility {
  if (ids === undefined) return others;
  return { ...others, org_urls: ids?.map((id) => orgUrl(scope, id)) ?? null };
}

export function isVisibleTo(scope: Scope, visibility: Visibility, orgId: string): boolean {
  if (orgId === scope.adminOrgId || visibility.type === 'public') return true;
  return visibility.type === 'custom' && (visibility.org_ids?.includes(orgId) ?? false);
}

/**
 * The same rule as a condition on the rows of a table. The ids come first, each kind by its index: PostgreSQL would
 * rather walk through all services in the order of the list until a page is full.
 */
export function whereVisibleTo(scope: Scope, table: EntitySchema<ServiceRow>, orgId: string): Where {
  if (orgId === scope.adminOrgId) return {};
  const ids = `SELECT v.id FROM ${quoted(table)} v WHERE v.visibility ->> 'type'`;
  const visible: Condition = {
    sql: (column, place) =>
      `${column} = ANY (ARRAY(${ids} = 'public' UNION ALL
        ${ids} = 'custom' AND v.visibility -> 'org_ids' @> ${place(JSON.stringify([orgId]))}::jsonb))`,
  };
  return { id: visible };
}

/** The objects of an organization, and those of `admin` that are shared with it. */
export function whereOwnOrShared<Row extends { org_id: string }>(
  scope: Scope,
  table: EntitySchema<Row>,
  orgId: string,
): Where {
  const ids = `SELECT v.id FROM ${quoted(table as EntitySchema)} v WHERE v.org_id`;
  const found: Condition = {
    sql: (column, place) =>
      `${column} = ANY (ARRAY(${ids} = ${place(orgId)} UNION ALL ${ids} = ${place(scope.adminOrgId)}
        AND (v.visibility ->> 'type' = 'public' OR v.visibility ->> 'type' = 'custom'
             AND v.visibility -> 'org_ids' @> ${place(JSON.stringify([orgId]))}::jsonb)))`,
  };
  return { id: found };
}

const TABLES = [
  ...['portal_service', 'gateway_service', 'analytics_service', 'user_registry'],
  ...['tls_client_profile', 'tls_server_profile'],
];

/** Takes an organization that goes away out of every list. */
export async function forgetOrganization(scope: Scope, orgId: string): Promise<void> {
  for (const table of TABLES) {
    await scope.manager.query(
      `UPDATE ${table} SET visibility = jsonb_set(visibility, '{org_ids}', (visibility -> 'org_ids') - $1::text),
              version = version + 1, updated_at = $2, updated_by = $3
        WHERE visibility -> 'org_ids' @> jsonb_build_array($1::text)`,
      [orgId, scope.now, scope.caller.id],
    );
  }
}
