import { isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import { string } from '../framework/attribute-builder.ts';
import type { Warn } from '../framework/context.ts';
import { plainError } from '../framework/diagnostic.ts';
import { timeoutMs } from '../framework/timeouts.ts';
import type { Unknown } from '../framework/value.ts';
import { until } from '../framework/wait.ts';
import type { WireForm } from './wire-form.ts';

/** How long a creation waits for a selected email server unless `timeouts` says otherwise. */
export const EMAIL_SERVER_TIMEOUT = '30s';

/** There is one set of notification settings, and this is its id. */
export const SETTINGS_ID = 'cloud-setting';

/** Written only so that Terraform makes the notification settings first. */
export const notificationSettingsId = string({
  description:
    'Id of the notification settings, as in `gatepost_notification_settings.example.id`: with this reference they are made first, and destroyed last.',
  optional: true,
  computed: true,
  unknownWhen: 'created',
  constraint: { enum: [SETTINGS_ID] },
});

/** What the state holds for it: the one there is. */
export const settingsReference = { notification_settings_id: SETTINGS_ID };

/** The same where attributes stand on the wire by a table: whatever is there, it depends on the settings. */
export const settingsForm: WireForm = { field: 'id', read: () => SETTINGS_ID };

interface Planning {
  readonly client?: Client;
  readonly signal: AbortSignal;
  readonly config: { readonly notification_settings_id: string | null | Unknown };
  readonly warn: Warn;
}

/**
 * Says while a creation is planned that its mail will be held. Who refers to the settings has seen to it; where the API
 * can't be asked, whoever applies learns it soon enough.
 */
export async function warnUnlessSelected({ client, signal, config, warn }: Planning): Promise<void> {
  if (!client || config.notification_settings_id !== null) return;
  const answer = await client.get<{ configured: boolean }>(CONFIGURED, signal).catch(() => undefined);
  if (answer?.configured !== false) return;
  warn(
    'No email server is selected',
    'What is mailed about this is held until there is one. If the notification settings are in the same configuration, write notification_settings_id = gatepost_notification_settings.<label>.id here, so that they are made first.',
  );
}

const CONFIGURED = '/cloud/settings/mail-server-configured';

interface Waiting {
  readonly config: {
    readonly notification_settings_id: string | null;
    readonly timeouts: { readonly create: string | null } | null;
  };
  readonly signal: AbortSignal;
}

/**
 * Makes what needs a selected email server. Without a reference to the settings these may be under way in the same run,
 * so it waits for them for a while.
 * @throws DiagnosticError that names the reference to write
 */
export async function whenEmailServerSelected<T>({ config, signal }: Waiting, make: () => Promise<T>): Promise<T> {
  const isOrdered = config.notification_settings_id !== null;
  const limitMs = isOrdered ? 0 : timeoutMs(config.timeouts?.create, EMAIL_SERVER_TIMEOUT);
  const made = await until(() => unlessUnselected(make), { signal, timeoutMs: limitMs });
  if (made === undefined) throw noEmailServer(isOrdered, limitMs);
  return made.result;
}

async function unlessUnselected<T>(make: () => Promise<T>): Promise<{ result: T } | undefined> {
  try {
    return { result: await make() };
  } catch (error) {
    if (isRefused(error, 'mail_server_not_selected')) return undefined;
    throw error;
  }
}

function noEmailServer(isOrdered: boolean, waitedMs: number): Error {
  if (isOrdered) {
    const detail = 'The notification settings select none any more. Apply them again, then this.';
    return plainError('No email server is selected', detail);
  }
  return plainError(
    'No email server is selected',
    `It was waited for during ${waitedMs / 1000} seconds (timeouts.create). If the notification settings are in the same configuration, write notification_settings_id = gatepost_notification_settings.<label>.id here, so that they are made first: resources that wait take up Terraform's parallel operations and can hold up the very settings they wait for.`,
  );
}
