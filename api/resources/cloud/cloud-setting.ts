import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { findOne } from '../../crud/locate.ts';
import { holdReferences } from '../../crud/reference.ts';
import { referenceUrl } from '../../crud/url.ts';
import { notFound, violation } from '../../errors.ts';
import { retryQueued } from '../../mail/outbox.ts';
import { type CloudSettingRow, cloudSettingTable } from '../../tables/cloud-setting.ts';
import { emailServer } from '../email/email-server.ts';
import { defaultGatewaysField, presentDefaultGateways, readDefaultGateways } from '../services/gateway-default.ts';
import { tlsClientProfile } from '../tls/tls-client-profile.ts';

export const SETTINGS_NAME = 'cloud-setting';
const YEAR_S = 365 * 24 * 3600;

const seconds = () => field.wholeNumber(60, YEAR_S);

const fields = {
  mail_server_url: field.reference().nullable().describe('The selected email server; null unselects it.'),
  fallback_mail_server_urls: field.references('must be a list of email servers'),
  email_sender: z
    .strictObject({ custom: field.flag(), name: field.line(255).nullable(), address: field.email() })
    .partial()
    .describe('Who mails come from; merged by key.'),
  invitation_ttl: seconds().describe('Seconds.'),
  reset_password_ttl: seconds().describe('Seconds.'),
  access_token_expires_in: seconds().describe('Seconds.'),
  tls_client_profile_default_url: field.reference(),
  provision_sandbox_catalog: field.flag(),
  gateway_service_default_urls: defaultGatewaysField,
};

const NOT_SETTABLE = 'cannot be set';

export const cloudSetting = defineResource<CloudSettingRow, typeof fields>({
  type: 'cloud_setting',
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
    mail_server_url: { to: emailServer, column: 'mail_server_id', within: 'admin' },
    tls_client_profile_default_url: {
      to: tlsClientProfile,
      column: 'tls_client_profile_default_id',
      within: 'admin',
    },
  },
  async assign(scope, { row, before, input }) {
    row.email_sender = { ...before?.email_sender, ...input.email_sender } as CloudSettingRow['email_sender'];
    if (input.fallback_mail_server_urls !== undefined) {
      const { fallback_mail_server_urls: urls } = input;
      const held = await holdReferences(scope, '/fallback_mail_server_urls', urls, emailServer, scope.adminOrgId);
      row.fallback_mail_server_ids = held.map(({ id }) => id);
    }
    if (input.gateway_service_default_urls !== undefined) {
      row.gateway_service_default_ids = await readDefaultGateways(scope, input.gateway_service_default_urls);
    }
  },
  check(_scope, { row }) {
    const { fallback_mail_server_ids: ids } = row;
    if (new Set([row.mail_server_id, ...ids]).size !== ids.length + 1) {
      throw violation('/fallback_mail_server_urls', 'must not name the selected email server, nor one twice');
    }
  },
  after: (scope) => retryQueued(scope.manager),
  view: {
    mail_server_url: field.shown.urlOrNull(),
    fallback_mail_server_urls: field.shown.urls(),
    email_sender: z.strictObject({ custom: z.boolean(), name: z.string().nullable(), address: z.string() }),
    invitation_ttl: z.int(),
    reset_password_ttl: z.int(),
    access_token_expires_in: z.int(),
    tls_client_profile_default_url: field.shown.url(),
    provision_sandbox_catalog: z.boolean(),
    gateway_service_default_urls: field.shown.urls(),
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
    gateway_service_default_urls: presentDefaultGateways(scope, row.gateway_service_default_ids),
    url: `${scope.publicUrl()}/api/cloud/settings`,
  }),
});

/** The one row; locked where it is about to change. */
export async function findSettings(scope: Scope, lock: boolean): Promise<CloudSettingRow> {
  const row = await findOne(scope, { table: cloudSettingTable }, {}, lock ? { lock: 'FOR UPDATE' } : {});
  if (!row) throw notFound();
  return row;
}
