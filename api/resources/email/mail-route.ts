import { In } from 'typeorm';
import type { Scope } from '../../context.ts';
import { stillThere } from '../../database/still-there.ts';
import type { DkimKey } from '../../mail/content/dkim.ts';
import { defaultHeloName } from '../../mail/server/helo-name.ts';
import type { SmtpServer } from '../../mail/server/smtp-server-settings.ts';
import type { MailRoute } from '../../mail/worker/claim.ts';
import { ifReadable, UnreadableSecret } from '../../secrets/encryption.ts';
import { type CloudSettingRow, findCloudSetting, isHolding } from '../../tables/cloud-setting.ts';
import { type EmailServerRow, emailServerTable } from '../../tables/email-server.ts';
import { keystoreTable } from '../../tables/keystore.ts';
import { privateKeyOf } from '../tls/keystore.ts';
import { secretOf } from './email-server-secret.ts';
import { tlsSettingsOf } from './email-server-tls.ts';
import { accessTokensOf } from './email-server-tokens.ts';

type Reader = Pick<Scope, 'manager' | 'cipher' | 'config'>;

/** Through which servers mail leaves just now: the selected one, then the fallbacks in their order; null: mail is held. */
export async function mailRoute(scope: Reader): Promise<MailRoute | null> {
  const settings = await findCloudSetting(scope.manager);
  if (settings.mail_server_id === null || isHolding(settings)) return null;
  const ids = [settings.mail_server_id, ...settings.fallback_mail_server_ids];
  const rows = await scope.manager.getRepository(emailServerTable).findBy({ id: In(ids) });
  const servers = await readableServers(
    scope,
    settings,
    ids.flatMap((id) => rows.find((row) => row.id === id) ?? []),
  );
  return { servers, sender: senderOf(settings), dkim: await dkimKeyOf(scope, settings) };
}

/** A server whose secret cannot be decrypted is passed over. @throws UnreadableSecret when no other is left */
async function readableServers(
  scope: Reader,
  settings: CloudSettingRow,
  rows: readonly EmailServerRow[],
): Promise<SmtpServer[]> {
  const servers: SmtpServer[] = [];
  let lost: UnreadableSecret | null = null;
  for (const row of rows) {
    try {
      servers.push(await smtpServerOf(scope, row, settings));
    } catch (error) {
      if (!(error instanceof UnreadableSecret)) throw error;
      lost ??= error;
    }
  }
  if (lost && servers.length === 0) throw lost;
  return servers;
}

/** By what mail is signed; null: it is not. A key that is lost is none, and mail waits for another. */
export async function dkimKeyOf(scope: Reader, settings: CloudSettingRow): Promise<DkimKey | null> {
  const { dkim_domain: domain, dkim_selector: selector, dkim_keystore_id: id } = settings;
  if (domain === null || selector === null || id === null) return null;
  const row = await stillThere('keystore', scope.manager.getRepository(keystoreTable).findOneBy({ id }));
  return { domain, selector, privateKey: ifReadable(() => privateKeyOf(scope, row)) ?? null };
}

export function senderOf(settings: CloudSettingRow): MailRoute['sender'] {
  return { name: settings.email_sender.name ?? null, address: settings.email_sender.address };
}

/** An email server with its password and its TLS settings; without a profile of its own it takes the default one. */
export async function smtpServerOf(
  scope: Reader,
  row: EmailServerRow,
  settings: Pick<CloudSettingRow, 'tls_client_profile_default_id'>,
): Promise<SmtpServer> {
  const profileId = row.tls_client_profile_id ?? settings.tls_client_profile_default_id;
  return {
    id: row.id,
    name: row.name,
    host: row.host,
    port: row.port,
    secure: row.secure,
    tls_mode: row.tls_mode,
    timeout_ms: row.timeout,
    // Who gives a server much time for one answer has it wait for more than one.
    attempt_ms: Math.max(scope.config.scale.mailWorker.attemptMs, 2 * row.timeout),
    username: row.username,
    password: secretOf(scope, row, 'password'),
    access_tokens: accessTokensOf(scope, row),
    tls: row.secure ? await tlsSettingsOf(scope, profileId) : null,
    helo_name: row.helo_name ?? defaultHeloName(scope.config.publicUrl),
    destinations: scope.config.smtp,
    max_connections: row.max_connections,
  };
}
