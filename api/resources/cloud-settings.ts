import { type EntityManager, EntitySchema, In } from 'typeorm';
import { z } from 'zod';
import { demand } from '../accounts/caller.ts';
import type { Scope } from '../context.ts';
import { defineResource } from '../crud/definition.ts';
import { demandFresh, etagOf } from '../crud/etag.ts';
import * as field from '../crud/field.ts';
import { isObject, parseBody, updateSchema } from '../crud/parse.ts';
import { resolveReference } from '../crud/reference.ts';
import { change, describe } from '../crud/service.ts';
import { referenceUrl } from '../crud/url.ts';
import { pickFields, present } from '../crud/view.ts';
import { boolean, type HeaderRow, headerColumns, integer, json, uuid, uuids } from '../database/columns.ts';
import { foreignKey } from '../database/constraints.ts';
import { violation } from '../errors.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { wake } from '../mail/outbox.ts';
import { emailServer, emailServerTable } from './email-server.ts';
import { tlsClientProfile } from './tls-client-profile.ts';

/** The one row of what holds for the whole cloud: which email server is selected, who the sender is, how long links live. */
export interface CloudSettingRow extends HeaderRow {
  mail_server_id: string | null;
  /** In the order in which they are tried. */
  fallback_mail_server_ids: string[];
  email_sender: { custom: boolean; name: string | null; address: string };
  /** Seconds. */
  invitation_ttl: number;
  /** Seconds. */
  reset_password_ttl: number;
  /** Seconds. */
  access_token_expires_in: number;
  tls_client_profile_default_id: string;
  admin_user_registry_ids: string[];
  provider_user_registry_ids: string[];
  provision_sandbox_catalog: boolean;
}

const TABLE = 'cloud_setting';
export const SETTINGS_NAME = 'cloud-setting';
const YEAR_S = 365 * 24 * 3600;

export const cloudSettingTable = new EntitySchema<CloudSettingRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    mail_server_id: uuid({ nullable: true }),
    fallback_mail_server_ids: uuids({ default: [] }),
    email_sender: json(),
    invitation_ttl: integer({ default: 172_800 }),
    reset_password_ttl: integer({ default: 7_200 }),
    access_token_expires_in: integer({ default: 28_800 }),
    tls_client_profile_default_id: uuid(),
    admin_user_registry_ids: uuids({ default: [] }),
    provider_user_registry_ids: uuids({ default: [] }),
    provision_sandbox_catalog: boolean({ default: true }),
  },
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'mail_server_id', 'email_server'),
    foreignKey(TABLE, 'tls_client_profile_default_id', 'tls_client_profile'),
  ],
});

const seconds = () => field.wholeNumber(60, YEAR_S);

const fields = {
  mail_server_url: field.reference().nullable().describe('The selected email server; null unselects it.'),
  fallback_mail_server_urls: z.array(field.reference(), 'must be a list of email servers'),
  email_sender: z
    .strictObject({ custom: field.flag(), name: field.line(255).nullable(), address: field.email() })
    .partial()
    .describe('Who mails come from; merged by key.'),
  invitation_ttl: seconds().describe('Seconds.'),
  reset_password_ttl: seconds().describe('Seconds.'),
  access_token_expires_in: seconds().describe('Seconds.'),
  tls_client_profile_default_url: field.reference(),
  provision_sandbox_catalog: field.flag(),
};

const MAIL_FIELDS = ['mail_server_url', 'fallback_mail_server_urls', 'email_sender'];
const NOT_SETTABLE = 'cannot be set';

export const cloudSetting = defineResource<CloudSettingRow, typeof fields>({
  type: TABLE,
  schema: 'CloudSetting',
  terraform: 'notification_settings',
  table: cloudSettingTable,
  paths: ['/cloud/settings'],
  methods: [],
  permissions: {
    read: ['cloud/view', 'org/settings:view'],
    write: ['org/settings:manage', 'cloud/manage'],
  },
  fields,
  fixed: ['name', 'title'],
  refused: { service_type: NOT_SETTABLE, cloud_id: NOT_SETTABLE, ibm_cloud: NOT_SETTABLE },
  references: {
    mail_server_url: { to: () => emailServer, column: 'mail_server_id', within: 'admin' },
    tls_client_profile_default_url: {
      to: () => tlsClientProfile,
      column: 'tls_client_profile_default_id',
      within: 'admin',
    },
  },
  async assign(scope, { row, before, input }) {
    row.email_sender = { ...before?.email_sender, ...input.email_sender } as CloudSettingRow['email_sender'];
    if (input.fallback_mail_server_urls !== undefined) {
      row.fallback_mail_server_ids = await fallbackIds(scope, input.fallback_mail_server_urls);
    }
  },
  check(_scope, { row }) {
    const { fallback_mail_server_ids: ids } = row;
    if (new Set([row.mail_server_id, ...ids]).size !== ids.length + 1) {
      throw violation('/fallback_mail_server_urls', 'must not name the selected email server, nor one twice');
    }
  },
  after: (scope) => wake(scope.manager),
  view: {
    mail_server_url: field.shown.urlOrNull(),
    fallback_mail_server_urls: field.shown.urls(),
    email_sender: z.strictObject({ custom: z.boolean(), name: z.string().nullable(), address: z.string() }),
    invitation_ttl: z.int(),
    reset_password_ttl: z.int(),
    access_token_expires_in: z.int(),
    tls_client_profile_default_url: field.shown.url(),
    provision_sandbox_catalog: z.boolean(),
  },
  present: (row, { scope }) => ({
    mail_server_url: referenceUrl(scope, emailServer, row.mail_server_id, row.org_id),
    fallback_mail_server_urls: row.fallback_mail_server_ids.map((id) =>
      referenceUrl(scope, emailServer, id, row.org_id),
    ),
    email_sender: row.email_sender,
    invitation_ttl: row.invitation_ttl,
    reset_password_ttl: row.reset_password_ttl,
    access_token_expires_in: row.access_token_expires_in,
    tls_client_profile_default_url: referenceUrl(
      scope,
      tlsClientProfile,
      row.tls_client_profile_default_id,
      row.org_id,
    ),
    provision_sandbox_catalog: row.provision_sandbox_catalog,
    url: `${scope.publicUrl()}/api/cloud/settings`,
  }),
  get routes() {
    return settingsRoutes;
  },
});

/** References of a list; the rows are locked so that none goes away meanwhile. */
async function fallbackIds(scope: Scope, urls: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, url] of urls.entries()) {
    const pointer = `/fallback_mail_server_urls/${index}`;
    ids.push((await resolveReference(scope, pointer, url, emailServer, scope.adminOrgId)).id);
  }
  await scope.manager
    .getRepository(emailServerTable)
    .find({ where: { id: In(ids) }, lock: { mode: 'pessimistic_read' } });
  return ids;
}

export function findCloudSetting(manager: EntityManager): Promise<CloudSettingRow> {
  return manager.getRepository(cloudSettingTable).findOneOrFail({ where: {} });
}

/** Whether mail can leave at all. */
export async function isMailServerSelected(manager: EntityManager): Promise<boolean> {
  return (await findCloudSetting(manager)).mail_server_id !== null;
}

async function readSettings(scope: Scope, call: Call): Promise<Answer> {
  return answer(scope, await findCloudSetting(scope.manager), call);
}

async function writeSettings(scope: Scope, call: Call): Promise<Answer> {
  const where = { where: {}, lock: { mode: 'pessimistic_write' as const } };
  const before = await scope.manager.getRepository(cloudSettingTable).findOneOrFail(where);
  demandRightFor(scope, call.body);
  await demandFresh(scope, before, describe(cloudSetting, before), call.headers);
  const input = parseBody(cloudSetting, updateSchema(cloudSetting), call.body);
  const row = { ...before };
  await change(scope, cloudSetting, { row, before, input, parents: {} });
  return answer(scope, row, call);
}

/** The mail fields may be set by either right; everything else needs cloud/manage. */
function demandRightFor(scope: Scope, body: unknown): void {
  const others = isObject(body) ? Object.keys(body).filter((key) => !MAIL_FIELDS.includes(key)) : [];
  const settable = others.filter((key) => key in fields);
  if (settable.length > 0)
    demand(scope.caller, ['cloud/manage'], { orgId: scope.adminOrgId, adminOrgId: scope.adminOrgId });
}

async function answer(scope: Scope, row: CloudSettingRow, call: Call): Promise<Answer> {
  const view = await present(scope, cloudSetting, row);
  return { status: 200, body: pickFields(view, call.query.fields), headers: { ETag: etagOf(row) } };
}

const settingsRoutes: Route[] = [
  { method: 'get', path: '/cloud/settings', access: ['cloud/view', 'org/settings:view'], run: readSettings },
  { method: 'put', path: '/cloud/settings', access: ['org/settings:manage', 'cloud/manage'], run: writeSettings },
  {
    method: 'get',
    path: '/cloud/settings/mail-server-configured',
    access: 'signed-in',
    run: async (scope) => ({ status: 200, body: { configured: await isMailServerSelected(scope.manager) } }),
  },
];
