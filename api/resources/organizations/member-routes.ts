import { routesWith } from '../../crud/routes.ts';
import { clear } from '../../crud/service.ts';
import { member, owned } from './member.ts';

/** Clearing the members of an organization leaves its owner. */
export const clearMemberRoutes = routesWith(member, 'clear', (scope, call, path) =>
  clear(scope, member, path, call, async (row) => (await owned(scope, row)).length > 0),
);
