import { hashToken, newToken } from '../../access/access-token.ts';
import { endSession } from '../../access/session.ts';
import type { Scope } from '../../context.ts';
import { answerOne, answerPage } from '../../crud/answer.ts';
import { demandFresh } from '../../crud/etag.ts';
import { findOne } from '../../crud/locate.ts';
import { createSchema, parseBody } from '../../crud/parse.ts';
import { describe, destroy, newRow, store } from '../../crud/store.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { ApiError, notFound, violation } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import type { ApiKeyRow } from '../../tables/api-key.ts';
import { findCloudSetting } from '../../tables/cloud-setting.ts';
import { isUuid } from '../../uuid.ts';
import { apiKey } from './api-key.ts';

const [PATH] = apiKey.paths;
const view = viewSchema(apiKey);
const common = { access: 'signed-in', audit: { type: apiKey.type } } as const;

/** The keys of whoever is signed in: nobody sees another's. */
export const apiKeyRoutes: readonly Route[] = [
  {
    ...common,
    method: 'get',
    path: PATH,
    doc: { summary: "Lists the caller's API keys.", answer: listSchema(view), isSorted: true },
    run: async (scope, call) => answerPage(scope, apiKey, { user_id: demandUser(scope) }, call),
  },
  {
    ...common,
    method: 'post',
    path: PATH,
    audit: { type: apiKey.type, action: 'create' },
    doc: {
      summary: 'Makes an API key for the caller; this answer alone shows it.',
      body: createSchema(apiKey),
      answer: view,
      statuses: [201],
    },
    run: create,
  },
  {
    ...common,
    method: 'get',
    path: `${PATH}/{item}`,
    doc: { summary: "Shows one of the caller's API keys.", answer: view },
    run: async (scope, call) => answerOne(scope, apiKey, await findOwn(scope, call), call),
  },
  {
    ...common,
    method: 'delete',
    path: `${PATH}/{item}`,
    doc: { summary: "Deletes one of the caller's API keys, and ends what it signed in.", answer: view },
    run: remove,
  },
];

/** @throws 403 for a registration: it signs in with a secret of its own. */
function demandUser({ caller }: Scope): string {
  if (caller.kind === 'user' && caller.id !== null) return caller.id;
  throw new ApiError('forbidden', 'Forbidden: an API key belongs to a user; a registration has its own secret.');
}

async function findOwn(scope: Scope, call: Call, lock?: 'FOR UPDATE'): Promise<ApiKeyRow> {
  const { item = '' } = call.params;
  const key = isUuid(item) ? { id: item.toLowerCase() } : { name: item };
  const row = await findOne(scope, apiKey, { user_id: demandUser(scope), ...key }, lock ? { lock } : {});
  if (!row) throw notFound();
  return row;
}

async function create(scope: Scope, call: Call): Promise<Answer> {
  const collection = { org_id: scope.adminOrgId, user_id: demandUser(scope) };
  const input = parseBody(apiKey, createSchema(apiKey), call.body);
  await demandAllowed(scope, input.ttl);
  const key = newToken();
  const row: ApiKeyRow = {
    ...newRow(scope, apiKey, collection, input),
    key_hash: hashToken(key),
    scopes: scope.caller.scopes ? [...scope.caller.scopes] : null,
  };
  await store(scope, apiKey, { row, before: null, input });
  return answerOne(scope, apiKey, row, call, { status: 201, further: { api_key: key } });
}

async function demandAllowed({ manager }: Scope, ttl: unknown): Promise<void> {
  const settings = await findCloudSetting(manager);
  if (!settings.api_key_enabled) {
    throw new ApiError('forbidden', 'Forbidden: API keys are switched off in the cloud settings (api_key_enabled).');
  }
  if (typeof ttl !== 'number' || ttl <= settings.api_key_expires_in) return;
  throw violation(
    '/ttl',
    `must be at most ${settings.api_key_expires_in}, the api_key_expires_in of the cloud settings`,
  );
}

async function remove(scope: Scope, call: Call): Promise<Answer> {
  const row = await findOwn(scope, call, 'FOR UPDATE');
  await demandFresh(scope, row, describe(apiKey, row), call.headers);
  const { body } = await answerOne(scope, apiKey, row, call);
  await destroy(scope, apiKey, row);
  await endSession(scope.manager, row.id);
  return { status: 200, body };
}
