import { In } from 'typeorm';
import { z } from 'zod';
import { type Definition, defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { urlOf } from '../../crud/url.ts';
import { type ApiKeyRow, apiKeyTable } from '../../tables/api-key.ts';
import { type CloudSettingRow, findCloudSetting } from '../../tables/cloud-setting.ts';
import { userTable } from '../../tables/user.ts';
import { user, word } from './user.ts';

/** What a column of PostgreSQL holds. */
const MOST_S = 60 * 365 * 24 * 3600;

const fields = {
  name: word().describe('The internal key; derived from the title when absent.'),
  client_type: field.line(255),
  description: field.line(4095).nullable(),
  ttl: field
    .wholeNumber(1, MOST_S)
    .nullable()
    .describe('Seconds, up to `api_key_expires_in` of the cloud settings, which counts when it is absent.'),
};

/** A key of a user's own. Its routes show nobody another's, so they are its own ones. */
export const apiKey: Definition<ApiKeyRow, typeof fields> = defineResource({
  type: 'api_key',
  schema: 'ApiKey',
  terraform: { none: 'It is shown once and would have to live in the state; whoever runs the plan makes their own.' },
  table: apiKeyTable,
  paths: ['/cloud/api-keys'],
  methods: [],
  permissions: { read: [], write: [] },
  fields,
  // Clients send back what describes the key, and say whose it is: it is the caller's.
  ignored: ['api_key', 'realm', 'user_url', 'state', 'expires_at', 'last_used_at'],
  async relate({ manager }, rows) {
    const users = await manager.getRepository(userTable).findBy({ id: In(rows.map(({ user_id: id }) => id)) });
    const settings = await findCloudSetting(manager);
    return { user: new Map(users.map((row) => [row.id, row])), settings: new Map([['', settings]]) };
  },
  view: {
    client_type: z.string(),
    description: z.string().nullable(),
    ttl: z.int(),
    user_url: field.shown.urlOrNull(),
    state: z.enum(['enabled', 'expired', 'used']),
    expires_at: field.shown.moment(),
    last_used_at: field.shown.momentOrNull(),
    api_key: z.string().optional().describe('In the answer to the creation only.'),
  },
  present(row, { scope, related }) {
    const settings = related.settings?.get('') as CloudSettingRow;
    const owner = related.user?.get(row.user_id) as Parameters<typeof urlOf>[2] | undefined;
    return {
      client_type: row.client_type,
      description: row.description,
      ttl: ttlOf(row, settings),
      user_url: owner ? urlOf(scope, user, owner) : null,
      state: stateOf(row, settings, scope.now),
      expires_at: expiryOf(row, settings).toISOString(),
      last_used_at: row.used_at?.toISOString() ?? null,
    };
  },
});

type Limits = Pick<CloudSettingRow, 'api_key_expires_in' | 'api_key_multiple_uses'>;

/** The settings of this moment count, also for keys that were made before they changed. */
const ttlOf = ({ ttl }: ApiKeyRow, { api_key_expires_in: most }: Limits): number => Math.min(ttl ?? most, most);

const expiryOf = (row: ApiKeyRow, limits: Limits): Date =>
  new Date(row.created_at.getTime() + ttlOf(row, limits) * 1000);

/** Whether a key still signs in: `enabled` alone does. */
export function stateOf(row: ApiKeyRow, limits: Limits, now: Date): 'enabled' | 'expired' | 'used' {
  if (expiryOf(row, limits) <= now) return 'expired';
  return row.used_at !== null && !limits.api_key_multiple_uses ? 'used' : 'enabled';
}
