import { type EntityManager, EntitySchema } from 'typeorm';
import {
  boolean,
  type HeaderRow,
  headerColumns,
  integer,
  json,
  moment,
  text,
  uuid,
  uuids,
} from '../database/columns.ts';
import { foreignKey } from '../database/constraints.ts';
import { stillThere } from '../database/still-there.ts';

/** Who mails come from. `custom`: it is one's own, rather than shipped or inherited. */
export interface EmailSender {
  custom: boolean;
  name: string | null;
  address: string;
}

/** The one row of what holds for the whole cloud: which email server is selected, who the sender is, how long links live. */
export interface CloudSettingRow extends HeaderRow {
  mail_server_id: string | null;
  /** Grows whenever what mail leaves by changes: what was last tried in an older epoch is due at once. */
  mail_route_epoch: number;
  /** Since when mail is held back on purpose, after the database was set back; null: it is not. */
  mail_held_since: Date | null;
  /** In the order in which they are tried. */
  fallback_mail_server_ids: string[];
  email_sender: EmailSender;
  /** By what mail is signed (DKIM); all three or none. */
  dkim_domain: string | null;
  dkim_selector: string | null;
  dkim_keystore_id: string | null;
  /** Seconds. */
  invitation_ttl: number;
  /** Seconds. */
  reset_password_ttl: number;
  /** Seconds. */
  access_token_expires_in: number;
  api_key_enabled: boolean;
  /** Seconds, from the creation of a key. */
  api_key_expires_in: number;
  /** False: a key signs in once. */
  api_key_multiple_uses: boolean;
  /** Seconds, from the sign-in on. */
  refresh_expires_in: number;
  refresh_token_enabled: boolean;
  tls_client_profile_default_id: string;
  admin_user_registry_ids: string[];
  provider_user_registry_ids: string[];
  admin_user_registry_default_id: string;
  provider_user_registry_default_id: string;
  provision_sandbox_catalog: boolean;
  /** In the order in which new catalogs get them. */
  gateway_service_default_ids: string[];
}

const TABLE = 'cloud_setting';

export const cloudSettingTable = new EntitySchema<CloudSettingRow>({
  name: TABLE,
  columns: {
    ...headerColumns,
    mail_server_id: uuid({ nullable: true }),
    mail_route_epoch: integer({ default: 0 }),
    mail_held_since: moment({ nullable: true }),
    fallback_mail_server_ids: uuids({ default: [] }),
    email_sender: json(),
    dkim_domain: text({ nullable: true }),
    dkim_selector: text({ nullable: true }),
    dkim_keystore_id: uuid({ nullable: true }),
    invitation_ttl: integer({ default: 172_800 }),
    reset_password_ttl: integer({ default: 7_200 }),
    access_token_expires_in: integer({ default: 28_800 }),
    api_key_enabled: boolean({ default: true }),
    api_key_expires_in: integer({ default: 2_592_000 }),
    api_key_multiple_uses: boolean({ default: true }),
    refresh_expires_in: integer({ default: 2_592_000 }),
    refresh_token_enabled: boolean({ default: true }),
    tls_client_profile_default_id: uuid(),
    admin_user_registry_ids: uuids({ default: [] }),
    provider_user_registry_ids: uuids({ default: [] }),
    admin_user_registry_default_id: uuid(),
    provider_user_registry_default_id: uuid(),
    provision_sandbox_catalog: boolean({ default: true }),
    gateway_service_default_ids: uuids({ default: [] }),
  },
  foreignKeys: [
    foreignKey(TABLE, 'org_id', 'organization'),
    foreignKey(TABLE, 'mail_server_id', 'email_server'),
    foreignKey(TABLE, 'dkim_keystore_id', 'keystore'),
    foreignKey(TABLE, 'tls_client_profile_default_id', 'tls_client_profile'),
    foreignKey(TABLE, 'admin_user_registry_default_id', 'user_registry'),
    foreignKey(TABLE, 'provider_user_registry_default_id', 'user_registry'),
  ],
});

export function findCloudSetting(manager: EntityManager): Promise<CloudSettingRow> {
  return stillThere('row of the cloud settings', manager.getRepository(cloudSettingTable).findOne({ where: {} }));
}

/**
 * Keeps the settings from being changed until the transaction ends. Whoever locks an object that they refer to as well
 * locks them first, so that nobody waits in a circle.
 */
export async function lockCloudSetting(manager: EntityManager): Promise<void> {
  await manager.query('SELECT FROM cloud_setting FOR UPDATE');
}

/** Whether what waits is held: no email server is selected, or mail is held back on purpose. */
export async function isMailHeld(manager: EntityManager): Promise<boolean> {
  return isHolding(await findCloudSetting(manager));
}

export const isHolding = (settings: Pick<CloudSettingRow, 'mail_server_id' | 'mail_held_since'>): boolean =>
  settings.mail_server_id === null || settings.mail_held_since !== null;

/** Whether mail can leave at all. */
export async function isMailServerSelected(manager: EntityManager): Promise<boolean> {
  return (await findCloudSetting(manager)).mail_server_id !== null;
}
