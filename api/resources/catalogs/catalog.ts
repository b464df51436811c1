import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { resolveReference } from '../../crud/reference.ts';
import { newRow, store } from '../../crud/store.ts';
import type { HeaderRow } from '../../database/columns.ts';
import { violation } from '../../errors.ts';
import { type CatalogRow, catalogTable } from '../../tables/catalog.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import { findMember } from '../../tables/member.ts';
import { user } from '../people/user.ts';
import { ownerUrls } from './catalog-owner.ts';
import { addCatalogSetting } from './catalog-setting.ts';
import { configureDefaultGateways } from './configured-gateway-service.ts';

const fields = {
  owner_url: field.reference().describe("A member of the organization; the organization's owner when absent."),
};

export const catalog: Definition<CatalogRow, typeof fields> = defineResource({
  type: 'catalog',
  schema: 'Catalog',
  terraform: 'catalog',
  table: catalogTable,
  paths: ['/catalogs/{org}', '/orgs/{org}/catalogs'],
  permissions: { read: ['org/view'], write: ['org/settings:manage'] },
  fields,
  ignored: ['state', 'settings_url', 'catalog_setting_url'],
  async assign(scope, { row, input }) {
    if (input.owner_url !== undefined) row.owner_id = await memberId(scope, row.org_id, input.owner_url);
  },
  check(scope, { row }) {
    if (row.org_id === scope.adminOrgId)
      throw violation('', 'A catalog belongs to a provider organization; the organization admin has none.');
  },
  async after(scope, { row, before }) {
    if (before) return;
    await addCatalogSetting(scope, row);
    await configureDefaultGateways(scope, row);
  },
  relate: async (scope, rows) => ({ ownerUrl: await ownerUrls(scope, rows) }),
  view: { owner_url: z.url().nullable(), catalog_setting_url: z.url() },
  present: (row, { scope, related }) => ({
    owner_url: related.ownerUrl?.get(row.id) ?? null,
    catalog_setting_url: `${scope.publicUrl()}/api/catalogs/${row.org_id}/${row.id}/settings`,
  }),
});

async function memberId(scope: Scope, orgId: string, url: string): Promise<string> {
  const { id } = await resolveReference(scope, '/owner_url', url, user, null);
  if (await findMember(scope.manager, orgId, id)) return id;
  throw violation('/owner_url', 'must be a member of the organization');
}

/** The catalog that a new organization gets, unless the cloud settings say otherwise. */
export async function addSandbox(scope: Scope, org: HeaderRow): Promise<void> {
  if (!(await findCloudSetting(scope.manager)).provision_sandbox_catalog) return;
  const input = { name: 'sandbox', title: 'Sandbox' };
  const row = newRow(scope, catalog, { org_id: org.id }, input);
  await store(scope, catalog, { row, before: null, input });
}
