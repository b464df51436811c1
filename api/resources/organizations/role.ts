import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { demandHolds } from '../../access/giving.ts';
import { ADMIN_ORG_ROLES, PROVIDER_ORG_ROLES } from '../../access/permission-matrix.ts';
import type { Scope } from '../../context.ts';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { newRow } from '../../crud/store.ts';
import { ApiError, violation } from '../../errors.ts';
import type { OrganizationRow } from '../../tables/organization.ts';
import { type RoleRow, roleTable } from '../../tables/role.ts';
import { permissionUrl, resolvePermission } from './permission-catalogue.ts';

const fields = {
  permission_urls: field
    .references('must be a list of URLs of permissions')
    .describe('What members with this role may do.'),
  external_group_mapping: field
    .map(z.record(z.string().max(255), field.storable(), 'must be an object'))
    .nullable()
    .describe('Kept and given back; only registries that are not local have groups.'),
};

/** What everything else rests on, and therefore stays as it is. */
const UNCHANGEABLE = ['owner', 'member'];

export const role = defineResource<RoleRow, typeof fields>({
  type: 'role',
  schema: 'Role',
  terraform: 'role',
  table: roleTable,
  paths: ['/orgs/{org}/roles'],
  permissions: { read: ['org/member:view'], write: ['org/member:manage'] },
  fields,
  assign(scope, { row, before, input }) {
    if (before?.is_shipped && UNCHANGEABLE.includes(before.name)) {
      throw new ApiError('conflict', `The role "${before.name}" is built in and cannot be changed.`);
    }
    if (before?.is_shipped && row.name !== before.name)
      throw violation('/name', 'cannot be changed: the role is built in');
    if (input.permission_urls === undefined) return;
    row.permissions = permissionsOf(scope, row, input.permission_urls);
    if (before && isDeepStrictEqual(before.permissions, row.permissions)) return;
    // Whoever has the role gets what is added and loses what is not there any more.
    const where = { orgId: row.org_id, adminOrgId: scope.adminOrgId };
    demandHolds(scope.caller, where, [...(before?.permissions ?? []), ...row.permissions]);
  },
  isBuiltIn: (row) => row.is_shipped,
  async usedBy(scope, row) {
    const rows: { usage: string }[] = await scope.manager.query(
      `SELECT 'member "' || name || '"' AS usage FROM member WHERE role_ids @> ARRAY[$1]::uuid[]
        UNION ALL
       SELECT 'member invitation "' || name || '"' FROM member_invitation
        WHERE role_ids @> ARRAY[$1]::uuid[] AND accepted_at IS NULL
        ORDER BY usage`,
      [row.id],
    );
    return rows.map(({ usage }) => usage);
  },
  view: { permission_urls: z.array(z.url()), external_group_mapping: z.looseObject({}).optional() },
  present: (row, { scope }) => ({
    permission_urls: row.permissions.map((permission) => permissionUrl(scope, permission)),
    ...(row.external_group_mapping && { external_group_mapping: row.external_group_mapping }),
  }),
});

/** Permissions of the cloud mean something in the organization `admin` only. */
function permissionsOf(scope: Scope, row: RoleRow, urls: string[]): string[] {
  const permissions = urls.map((url, index) => {
    const pointer = `/permission_urls/${index}`;
    const permission = resolvePermission(pointer, url);
    if (row.org_id === scope.adminOrgId || !permission.startsWith('cloud/')) return permission;
    throw violation(pointer, `is ${permission}, which only a role of the organization admin can hold`);
  });
  return [...new Set(permissions)];
}

/** Gives a new organization the roles that ship with its kind, a millisecond apart, so that lists keep their order. */
export async function addRoles(scope: Scope, organization: OrganizationRow): Promise<void> {
  const shipped = organization.org_type === 'admin' ? ADMIN_ORG_ROLES : PROVIDER_ORG_ROLES;
  const rows = shipped.map(({ name, title, permissions }, index) => ({
    ...newRow(scope, role, { org_id: organization.id }, { name, title }),
    name,
    permissions: [...permissions],
    is_shipped: true,
    created_at: new Date(scope.now.getTime() + index),
  }));
  await scope.manager.getRepository(roleTable).insert(rows);
}
