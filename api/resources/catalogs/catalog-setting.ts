import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import { changeOwnSender, emailSenderField, emailSenderView } from '../../crud/email-sender.ts';
import { findOne, locateCollection } from '../../crud/locate.ts';
import { singletonRoutes } from '../../crud/singleton.ts';
import { newRow, store } from '../../crud/store.ts';
import type { HeaderRow } from '../../database/columns.ts';
import { notFound } from '../../errors.ts';
import type { Call } from '../../http/route.ts';
import { catalogTable } from '../../tables/catalog.ts';
import { type CatalogSettingRow, catalogSettingTable } from '../../tables/catalog-setting.ts';
import { type EmailSender, findCloudSetting } from '../../tables/cloud-setting.ts';
import { findOwnSender } from '../../tables/org-setting.ts';
import { portalOf, tellPortalReady } from './portal-mail.ts';

const DEFAULTS = {
  application_lifecycle: {},
  consumer_self_service_onboarding: true,
  custom_notification_templates_enabled: false,
  hash_client_secret: false,
  portal: { type: 'none' },
  product_lifecycle_approvals: [],
  production_mode: false,
  spaces_enabled: false,
  task_self_approval: false,
  test_app_enabled: false,
};

const fields = {
  email_sender: emailSenderField
    .nullable()
    .describe('Who mails about the catalog come from; null, or `custom: false`: as the organization says.'),
};

export const catalogSetting: Definition<CatalogSettingRow, typeof fields> = defineResource({
  type: 'catalog_setting',
  schema: 'CatalogSetting',
  terraform: 'catalog_settings',
  table: catalogSettingTable,
  paths: ['/catalogs/{org}/{catalog}/settings', '/orgs/{org}/catalogs/{catalog}/settings'],
  parents: { catalog: catalogTable },
  methods: [],
  permissions: { read: ['org/view'], write: ['org/settings:manage'] },
  fields,
  fixed: ['name', 'title'],
  ignored: ['catalog_url'],
  furtherColumn: 'settings',
  async assign(scope, { row, before, input }) {
    if (input.email_sender === undefined) return;
    const inherited = await inheritedSender(scope, row.org_id);
    row.email_sender = changeOwnSender(before?.email_sender ?? null, inherited, input.email_sender);
  },
  async after(scope, { row, before }) {
    const portal = portalOf(row);
    if (portal && !isDeepStrictEqual(portal, before && portalOf(before))) await tellPortalReady(scope, row, portal);
  },
  relate: async (scope, [row]) => ({ inherited: new Map(row && [['', await inheritedSender(scope, row.org_id)]]) }),
  view: { catalog_url: z.url(), email_sender: emailSenderView },
  present: (row, { scope, related }) => ({
    email_sender: row.email_sender ?? related.inherited?.get(''),
    catalog_url: `${scope.publicUrl()}/api/catalogs/${row.org_id}/${row.catalog_id}`,
    url: `${scope.publicUrl()}/api/catalogs/${row.org_id}/${row.catalog_id}/settings`,
  }),
});

/** The settings of a page are those of one catalog. */
async function inheritedSender({ manager }: Scope, orgId: string): Promise<EmailSender> {
  const own = await findOwnSender(manager, { org_id: orgId, catalog_id: null });
  return { ...(own ?? (await findCloudSetting(manager)).email_sender), custom: false };
}

/** Gives a new catalog its settings. */
export async function addCatalogSetting(scope: Scope, { org_id, id }: HeaderRow): Promise<void> {
  const input = { title: 'catalog-setting', ...DEFAULTS };
  const row = newRow(scope, catalogSetting, { org_id, catalog_id: id }, input);
  await store(scope, catalogSetting, { row, before: null, input });
}

export const catalogSettingRoutes = singletonRoutes({
  definition: catalogSetting,
  paths: catalogSetting.paths,
  access: catalogSetting.permissions,
  find: findSetting,
  summaries: {
    read: 'Shows the settings of a catalog.',
    write: 'Changes the settings of a catalog; what is left out stays.',
  },
});

async function findSetting(scope: Scope, call: Call, path: string, lock: boolean): Promise<CatalogSettingRow> {
  const collection = await locateCollection(scope, catalogSetting, path, call);
  const row = await findOne(scope, catalogSetting, collection, lock ? { lock: 'FOR UPDATE' } : {});
  if (!row) throw notFound();
  return row;
}
