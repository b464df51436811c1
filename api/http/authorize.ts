import { demand, mayAny, refusal } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { ApiError, notFound } from '../errors.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import type { Authenticated } from './authenticate.ts';
import type { Access } from './route.ts';

/**
 * The one place that checks permissions. Answers the organization the request is about.
 * @param segment names an organization in the path; without one it is `admin`
 * @throws 403 that names the permission; 404 for an unknown organization, only to those who could have read it.
 */
export function authorize(
  { adminOrgId }: Pick<Context, 'adminOrgId'>,
  { caller, organization }: Authenticated,
  access: Access,
  segment: string | undefined,
): OrganizationHead {
  const about = segment === undefined ? adminHead(adminOrgId) : organization;
  if (!about) {
    if (typeof access !== 'object') throw notFound();
    throw mayAny(caller, ['cloud/provider-org:view'], { orgId: adminOrgId, adminOrgId })
      ? notFound()
      : refusal(caller, access);
  }
  if (typeof access === 'object') demand(caller, access, { orgId: about.id, adminOrgId });
  else if (access === 'signed-in' && caller.kind === 'anonymous')
    throw new ApiError('unauthenticated', 'Sign in first.');
  return about;
}

/** The organization of the cloud itself, whose name is fixed. */
export const adminHead = (adminOrgId: string): OrganizationHead => ({
  id: adminOrgId,
  name: 'admin',
  org_type: 'admin',
});
