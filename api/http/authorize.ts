import { type Caller, demand, mayAny } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../crud/field.ts';
import { ApiError, forbidden, notFound } from '../errors.ts';
import { findOrganization } from '../tables/organization.ts';
import type { Route } from './route.ts';

/**
 * The one place that checks permissions. Answers the id of the organization the request is about.
 * @throws 403 that names the permission; 404 for an unknown organization, only to those who could have read it.
 */
export async function authorize(
  context: Context,
  caller: Caller,
  route: Route,
  params: Readonly<Record<string, string>>,
): Promise<string> {
  const orgId = await organizationOf(context, caller, route, params);
  if (typeof route.access === 'object') demand(caller, route.access, { orgId, adminOrgId: context.adminOrgId });
  else if (route.access === 'signed-in' && caller.kind === 'anonymous')
    throw new ApiError('unauthenticated', 'Sign in first.');
  return orgId;
}

async function organizationOf(
  context: Context,
  caller: Caller,
  route: Route,
  params: Readonly<Record<string, string>>,
): Promise<string> {
  const segment = params.org ?? (route.path.startsWith('/orgs/{item}') ? params.item : undefined);
  if (segment === undefined) return context.adminOrgId;
  const org = await findOrganization(context.database.manager, isUuid(segment) ? { id: segment } : { name: segment });
  if (org) return org.id;
  if (typeof route.access !== 'object') throw notFound();
  const couldRead = mayAny(caller, ['cloud/provider-org:view'], {
    orgId: context.adminOrgId,
    adminOrgId: context.adminOrgId,
  });
  throw couldRead ? notFound() : forbidden(route.access);
}
