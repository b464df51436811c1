import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { defineResource } from '../../crud/definition.ts';
import { changeSender, emailSenderField, emailSenderView } from '../../crud/email-sender.ts';
import * as field from '../../crud/field.ts';
import { findOne } from '../../crud/locate.ts';
import { resolveReferences } from '../../crud/reference.ts';
import { referenceUrl } from '../../crud/url.ts';
import { notFound, violation } from '../../errors.ts';
import { growRouteEpoch } from '../../mail/outbox/outbox.ts';
import { type CloudSettingRow, cloudSettingTable, type EmailSender } from '../../tables/cloud-setting.ts';
import { emailServer } from '../email/email-server.ts';
import { defaultGatewaysField, presentDefaultGateways, readDefaultGateways } from '../services/gateway-default.ts';
import { tlsClientProfile } from '../tls/tls-client-profile.ts';
import { dkimField, dkimView, presentDkim, readDkim } from './dkim-setting.ts';

export const SETTINGS_NAME = 'cloud-setting';
const YEAR_S = 365 * 24 * 3600;

const MAX_SECONDS = 2_147_483_647;

const seconds = () => field.wholeNumber(60, YEAR_S);

const fields = {
  mail_server_url: field.reference().nullable().describe('The selected email server; null unselects it.'),
  fallback_mail_server_urls: field.own(field.references('must be a list of email servers')),
  email_sender: emailSenderField.describe(
    'Who mails come from; merged by key. `custom: false` brings the shipped one back.',
  ),
  dkim: dkimField,
  invitation_ttl: seconds().describe('Seconds.'),
  reset_password_ttl: seconds().describe('Seconds.'),
  access_token_expires_in: seconds().describe('Seconds.'),
  api_key_enabled: field.flag().describe('Whether people may make API keys and sign in by them.'),
  api_key_expires_in: field
    .wholeNumber(60, MAX_SECONDS)
    .describe('Seconds from the creation of a key; it counts for keys that are there already, too.'),
  api_key_multiple_uses: field.flag().describe('Whether a key signs in more than once.'),
  refresh_expires_in: field.wholeNumber(60, MAX_SECONDS).describe('Seconds, from the sign-in on.'),
  refresh_token_enabled: field.flag().describe('Whether a session can be renewed without the password.'),
  tls_client_profile_default_url: field.reference(),
  provision_sandbox_catalog: field.flag(),
  gateway_service_default_urls: defaultGatewaysField,
};

/** What of the settings mail leaves by, and from whom: a server may refuse a sender. */
const MAIL_ROUTE = [
  'mail_server_id',
  'fallback_mail_server_ids',
  'email_sender',
  'dkim_domain',
  'dkim_selector',
  'dkim_keystore_id',
  'tls_client_profile_default_id',
] as const satisfies (keyof CloudSettingRow)[];

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
  ignored: ['endpoints'],
  refused: { service_type: NOT_SETTABLE, cloud_id: NOT_SETTABLE, ibm_cloud: NOT_SETTABLE },
  references: {
    mail_server_url: { to: emailServer, column: 'mail_server_id', within: 'admin' },
    tls_client_profile_default_url: {
      to: tlsClientProfile,
      column: 'tls_client_profile_default_id',
      within: 'admin',
    },
  },
  shownAsNull: ['mail_server_url'],
  async assign(scope, { row, before, input }) {
    if (before && input.email_sender)
      row.email_sender = changeSender(before.email_sender, shippedSender(scope), input.email_sender);
    if (input.fallback_mail_server_urls !== undefined) {
      const { fallback_mail_server_urls: urls } = input;
      const held = await resolveReferences(scope, '/fallback_mail_server_urls', urls, emailServer, scope.adminOrgId);
      row.fallback_mail_server_ids = held.map(({ id }) => id);
    }
    if (input.dkim !== undefined) Object.assign(row, await readDkim(scope, input.dkim));
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
  async after(scope, { row, before }) {
    if (MAIL_ROUTE.some((column) => !isDeepStrictEqual(row[column], before?.[column])))
      await growRouteEpoch(scope.manager);
  },
  view: {
    mail_server_url: field.shown.urlOrNull(),
    fallback_mail_server_urls: field.own(field.shown.urls()),
    email_sender: emailSenderView,
    dkim: dkimView,
    invitation_ttl: z.int(),
    reset_password_ttl: z.int(),
    access_token_expires_in: z.int(),
    api_key_enabled: z.boolean(),
    api_key_expires_in: z.int(),
    api_key_multiple_uses: z.boolean(),
    refresh_expires_in: z.int(),
    refresh_token_enabled: z.boolean(),
    tls_client_profile_default_url: field.shown.url(),
    provision_sandbox_catalog: z.boolean(),
    gateway_service_default_urls: field.shown.urls(),
    endpoints: field.own(z.strictObject({ platform_api: z.url(), cloud_manager: z.url(), api_manager: z.url() })),
  },
  present: (row, { scope }) => ({
    mail_server_url: referenceUrl(scope, emailServer, row.mail_server_id, row.org_id),
    fallback_mail_server_urls: row.fallback_mail_server_ids.map((id) =>
      referenceUrl(scope, emailServer, id, row.org_id),
    ),
    email_sender: row.email_sender,
    dkim: presentDkim(scope, row),
    invitation_ttl: row.invitation_ttl,
    reset_password_ttl: row.reset_password_ttl,
    access_token_expires_in: row.access_token_expires_in,
    api_key_enabled: row.api_key_enabled,
    api_key_expires_in: row.api_key_expires_in,
    api_key_multiple_uses: row.api_key_multiple_uses,
    refresh_expires_in: row.refresh_expires_in,
    refresh_token_enabled: row.refresh_token_enabled,
    tls_client_profile_default_url: referenceUrl(
      scope,
      tlsClientProfile,
      row.tls_client_profile_default_id,
      row.org_id,
    ),
    provision_sandbox_catalog: row.provision_sandbox_catalog,
    gateway_service_default_urls: presentDefaultGateways(scope, row.gateway_service_default_ids),
    endpoints: {
      platform_api: `${scope.publicUrl()}/api`,
      cloud_manager: `${scope.publicUrl()}/cloud`,
      api_manager: `${scope.publicUrl()}/manager`,
    },
    url: `${scope.publicUrl()}/api/cloud/settings`,
  }),
});

/** Who mails come from as long as nobody says otherwise. */
export const shippedSender = ({ config }: Pick<Scope, 'config'>): Omit<EmailSender, 'custom'> => ({
  name: 'Gatepost',
  address: config.admin.email,
});

/** The one row; locked where it is about to change. */
export async function findSettings(scope: Scope, lock: boolean): Promise<CloudSettingRow> {
  const row = await findOne(scope, { table: cloudSettingTable }, {}, lock ? { lock: 'FOR UPDATE' } : {});
  if (!row) throw notFound();
  return row;
}
