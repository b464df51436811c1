import { z } from 'zod';
import type { Scope } from '../../context.ts';
import type { AnyDefinition } from '../../crud/definition.ts';
import { locateParents } from '../../crud/locate.ts';
import { envelope } from '../../crud/page.ts';
import { parse } from '../../crud/parse.ts';
import { pickFields, presentAll } from '../../crud/view.ts';
import type { Answer, Call } from '../../http/route.ts';
import { findUser } from '../../tables/user.ts';
import type { UserRegistryRow } from '../../tables/user-registry.ts';

export const searchSchema = z.strictObject({
  username: z.string('must be a string').min(1, 'must not be empty').max(255),
  remote: z.boolean('must be true or false').optional(),
});

/** `POST …/search {username, remote}`: a list of the one user, or of none; a local registry has no remote. */
export async function findUserOfRegistry(scope: Scope, definition: AnyDefinition, call: Call): Promise<Answer> {
  const parents = await locateParents(scope, '/user-registries/{org}/{user_registry}', call.params);
  const { username } = parse('UserSearch', searchSchema, call.body);
  const found = await findUser(scope.manager, parents.user_registry as UserRegistryRow, username);
  const views = await presentAll(scope, definition, found ? [found] : []);
  const results = views.map((view) => pickFields(view, call.query.fields));
  return { status: 200, body: envelope(results.length, results) };
}
