import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { findOne } from '../../crud/locate.ts';
import { envelope } from '../../crud/page.ts';
import { parse } from '../../crud/parse.ts';
import { presentAll } from '../../crud/view.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { ORG_TYPES } from '../../tables/organization.ts';
import { findUser, type UserRow } from '../../tables/user.ts';
import type { UserRegistryRow } from '../../tables/user-registry.ts';
import { isUuid } from '../../uuid.ts';
import { registriesOf } from './realm.ts';
import { user } from './user.ts';
import { userRegistry } from './user-registry.ts';

const search = z
  .strictObject({
    username: z.string('must be a string').min(1, 'must not be empty').max(255),
    remote: z.boolean('must be true or false').optional(),
  })
  .meta({ id: 'UserSearch' });

/** `POST …/search {username, remote}`: a list of the one user, or of none; a local registry has no remote. */
export const userSearchRoute: Route = {
  method: 'post',
  path: '/user-registries/{org}/{user_registry}/search',
  access: ['org/settings:view'],
  doc: { summary: 'Finds a user by username.', body: search, answer: listSchema(viewSchema(user)) },
  run: findUserOfRegistry,
};

/** The same in all the registries that people of a side sign in to. */
export const sideSearchRoutes: readonly Route[] = ORG_TYPES.map((orgType) => ({
  method: 'post',
  path: `/cloud/${orgType}/search/user`,
  access: ['org/settings:view'],
  doc: {
    summary: `Finds users of the side ${orgType} by username.`,
    body: search,
    answer: listSchema(viewSchema(user)),
  },
  async run(scope, call) {
    const { username } = parse('UserSearch', search, call.body);
    const registries = await registriesOf(scope.manager, orgType);
    return answerFound(scope, call, await findIn(scope, registries, username));
  },
}));

async function findUserOfRegistry(scope: Scope, call: Call): Promise<Answer> {
  const { user_registry: segment = '' } = call.params;
  const key = isUuid(segment) ? { id: segment.toLowerCase() } : { name: segment };
  const registry = await findOne(scope, userRegistry, { org_id: call.orgId, ...key });
  if (!registry) throw notFound();
  const { username } = parse('UserSearch', search, call.body);
  return answerFound(scope, call, await findIn(scope, [registry], username));
}

async function findIn(
  { manager }: Scope,
  registries: readonly UserRegistryRow[],
  username: string,
): Promise<UserRow[]> {
  const found: UserRow[] = [];
  for (const registry of registries) found.push(...[(await findUser(manager, registry, username)) ?? []].flat());
  return found;
}

async function answerFound(scope: Scope, call: Call, rows: readonly UserRow[]): Promise<Answer> {
  const results = await presentAll(scope, user, rows, call.fields);
  return { status: 200, body: envelope(results.length, results) };
}
