import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../context.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import type { Authenticated } from './authenticate.ts';
import { adminHead, authorize } from './authorize.ts';
import { readFields } from './fields.ts';
import { type Answer, type Call, placeholders, type Route } from './route.ts';
import { type Performer, perform } from './unit-of-work.ts';

/** What is asked of a route, whether it came over HTTP or from a page of ours. */
export interface Asked {
  /** Under /api, as it was asked for. */
  path: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  headers: IncomingHttpHeaders;
  body: unknown;
  /** The X-Request-Id of the answer. */
  requestId: string | null;
  onProgress?: Call['onProgress'];
}

/** What names the organization in the path; undefined: the route is about the cloud, or about whoever asks. */
export function organizationSegment({ path, organization = 'org' }: Route, params: Asked['params']) {
  return placeholders(path).includes(organization) ? params[organization] : undefined;
}

/** Runs the route for whoever may; the observer hears of a refusal. */
export async function admit(performer: Performer, who: Authenticated, route: Route, asked: Asked): Promise<Answer> {
  const { context, observer } = performer;
  const { caller, organization } = who;
  const call = callOf(asked, caller, organization ?? adminHead(context.adminOrgId));
  try {
    authorize(context, who, route.access, organizationSegment(route, asked.params));
    for (const spending of route.count?.(caller, call) ?? []) await context.limits.spend(spending);
    return await perform(performer, caller, route, call);
  } catch (error) {
    await observer.refused(context, caller, route, call, error);
    throw error;
  }
}

function callOf(asked: Asked, caller: Caller, organization: OrganizationHead): Call {
  return {
    ...asked,
    fields: readFields(asked.query.fields),
    address: caller.address ?? '',
    organization,
    orgId: organization.id,
  };
}
