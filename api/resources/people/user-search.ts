import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { findOne } from '../../crud/locate.ts';
import { envelope } from '../../crud/page.ts';
import { parse } from '../../crud/parse.ts';
import { presentAll } from '../../crud/view.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { findUser } from '../../tables/user.ts';
import { isUuid } from '../../uuid.ts';
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

async function findUserOfRegistry(scope: Scope, call: Call): Promise<Answer> {
  const { user_registry: segment = '' } = call.params;
  const key = isUuid(segment) ? { id: segment.toLowerCase() } : { name: segment };
  const registry = await findOne(scope, userRegistry, { org_id: call.orgId, ...key });
  if (!registry) throw notFound();
  const { username } = parse('UserSearch', search, call.body);
  const found = await findUser(scope.manager, registry, username);
  const results = await presentAll(scope, user, found ? [found] : [], call.fields);
  return { status: 200, body: envelope(results.length, results) };
}
