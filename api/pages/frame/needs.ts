import { mayAny } from '../../access/caller.ts';
import type { Caller, Context } from '../../context.ts';
import type { Method } from '../../http/inside.ts';
import type { Access } from '../../http/route.ts';
import { oncePer } from '../../once-per.ts';
import { routes } from '../../routes.ts';
import type { Needs } from './page.ts';

/** A route of the API that a page, or a part of it, needs. */
interface Need {
  method: Method;
  path: string;
  access: Access;
}

/** Null: no route, but that one is signed in, or nothing at all. @throws for a route that is not there */
export const needOf = oncePer((needs: Needs): Need | null => {
  if (needs === 'open' || needs === 'signed-in') return null;
  const route = routes.find(({ method, path }) => `${method.toUpperCase()} ${path}` === needs);
  if (!route) throw new Error(`No route is ${needs}.`);
  return { method: needs.split(' ')[0] as Method, path: route.path, access: route.access };
});

/** Whether somebody may, in the organization `admin` or another one. */
export function isAllowed(
  { adminOrgId }: Pick<Context, 'adminOrgId'>,
  caller: Caller | null,
  needs: Needs,
  orgId: string = adminOrgId,
): boolean {
  if (needs === 'open') return true;
  if (caller === null) return false;
  const access = needOf(needs)?.access;
  return typeof access === 'object' ? mayAny(caller, access, { orgId, adminOrgId }) : true;
}
