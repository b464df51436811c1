import { z } from 'zod';
import { envelope } from '../../crud/page.ts';
import { orgUrl } from '../../crud/url.ts';
import { listSchema } from '../../crud/view-schema.ts';
import type { Route } from '../../http/route.ts';

const answer = listSchema(
  z.strictObject({ scope_url: z.url(), permissions: z.array(z.string()) }).meta({ id: 'ScopePermissions' }),
);

/** `GET /api/permissions`: what the caller may do at this very moment, in the cloud and in each organization. */
export const myPermissionsRoute: Route = {
  method: 'get',
  path: '/permissions',
  access: 'signed-in',
  doc: { summary: 'What the caller may do, by scope.', answer },
  async run(scope) {
    const held = [...(scope.caller.grants.get(scope.adminOrgId) ?? [])].filter((each) => each.startsWith('cloud/'));
    const cloud = { scope_url: `${scope.publicUrl()}/api/cloud`, permissions: held.sort() };
    const orgs = [...scope.caller.grants].map(([orgId, permissions]) => ({
      scope_url: orgUrl(scope, orgId),
      permissions: [...permissions].filter((each) => each.startsWith('org/')).sort(),
    }));
    const results = [cloud, ...orgs].filter(({ permissions }) => permissions.length > 0);
    return { status: 200, body: envelope(results.length, results) };
  },
};
