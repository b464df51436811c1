import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import { demandFresh, etagOf } from '../../crud/etag.ts';
import { locateParents } from '../../crud/locate.ts';
import { parseBody, updateSchema } from '../../crud/parse.ts';
import { change, describe, newRow, store } from '../../crud/service.ts';
import { pickFields, present } from '../../crud/view.ts';
import { viewSchema } from '../../crud/view-schema.ts';
import type { HeaderRow } from '../../database/columns.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { type CatalogSettingRow, catalogSettingTable } from '../../tables/catalog-setting.ts';

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

const PATHS = ['/catalogs/{org}/{catalog}/settings', '/orgs/{org}/catalogs/{catalog}/settings'] as const;

export const catalogSetting: Definition<CatalogSettingRow> = defineResource({
  type: 'catalog_setting',
  schema: 'CatalogSetting',
  terraform: { none: 'Catalogs belong to the owners of an organization; a resource for them comes later.' },
  table: catalogSettingTable,
  paths: PATHS,
  methods: [],
  permissions: { read: ['org/view'], write: ['org/settings:manage'] },
  fields: {},
  fixed: ['name', 'title'],
  ignored: ['catalog_url'],
  furtherColumn: 'settings',
  view: { catalog_url: z.url() },
  present: (row, { scope }) => ({
    catalog_url: `${scope.publicUrl()}/api/catalogs/${row.org_id}/${row.catalog_id}`,
    url: `${scope.publicUrl()}/api/catalogs/${row.org_id}/${row.catalog_id}/settings`,
  }),
  get routes() {
    return settingsRoutes;
  },
});

/** Gives a new catalog its settings. */
export async function shipCatalogSetting(scope: Scope, row: HeaderRow): Promise<void> {
  const parents = { catalog: row };
  const input = { title: 'catalog-setting', ...DEFAULTS };
  const setting = newRow(scope, catalogSetting, row.org_id, parents, input);
  await store(scope, catalogSetting, { row: setting, before: null, input, parents });
}

async function locate(scope: Scope, path: string, call: Call, lock: boolean): Promise<CatalogSettingRow> {
  const parents = await locateParents(scope, path, call.params);
  const row = await scope.manager.getRepository(catalogSettingTable).findOne({
    where: { catalog_id: parents.catalog?.id ?? '' },
    ...(lock && { lock: { mode: 'pessimistic_write' as const } }),
  });
  if (!row) throw notFound();
  return row;
}

async function read(scope: Scope, path: string, call: Call): Promise<Answer> {
  return answer(scope, await locate(scope, path, call, false), call);
}

async function write(scope: Scope, path: string, call: Call): Promise<Answer> {
  const before = await locate(scope, path, call, true);
  await demandFresh(scope, before, describe(catalogSetting, before), call.headers);
  const input = parseBody(catalogSetting, updateSchema(catalogSetting), call.body);
  const row = { ...before };
  await change(scope, catalogSetting, { row, before, input, parents: {} });
  return answer(scope, row, call);
}

async function answer(scope: Scope, row: CatalogSettingRow, call: Call): Promise<Answer> {
  const view = await present(scope, catalogSetting, row);
  return { status: 200, body: pickFields(view, call.query.fields), headers: { ETag: etagOf(row) } };
}

const settingsRoutes: Route[] = PATHS.flatMap((path): Route[] => [
  {
    method: 'get',
    path,
    access: catalogSetting.permissions.read,
    doc: { summary: 'Shows the settings of a catalog.', answer: viewSchema(catalogSetting) },
    run: (scope, call) => read(scope, path, call),
  },
  {
    method: 'put',
    path,
    access: catalogSetting.permissions.write,
    doc: {
      summary: 'Changes the settings of a catalog; what is left out stays.',
      body: updateSchema(catalogSetting),
      answer: viewSchema(catalogSetting),
    },
    run: (scope, call) => write(scope, path, call),
  },
]);
