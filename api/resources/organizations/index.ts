import type { AnyDefinition } from '../../crud/definition.ts';
import { emptyRoutes } from '../../crud/empty-collection.ts';
import { routesOf } from '../../crud/routes.ts';
import { stillThere } from '../../database/still-there.ts';
import type { Route } from '../../http/route.ts';
import { organizationTable } from '../../tables/organization.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { member } from './member.ts';
import { memberInvitation } from './member-invitation.ts';
import { memberInvitationAcceptanceRoutes } from './member-invitation-acceptance.ts';
import { clearMemberRoutes } from './member-routes.ts';
import { demandHoldsRoles } from './membership.ts';
import { orgInvitation } from './org-invitation.ts';
import { orgInvitationAcceptanceRoutes } from './org-invitation-acceptance.ts';
import { orgSetting, orgSettingRoutes } from './org-setting.ts';
import { organization } from './organization.ts';
import { organizationRoutes } from './organization-routes.ts';
import { permissionRoutes } from './permission-catalogue.ts';
import { role } from './role.ts';

/** Organizations, who belongs to them with which roles, and who is invited. */
export const definitions: readonly AnyDefinition[] = [
  organization,
  orgSetting,
  role,
  member,
  orgInvitation,
  memberInvitation,
];

export const routes: readonly Route[] = [
  ...organizationRoutes,
  ...orgSettingRoutes,
  ...emptyRoutes([
    { path: '/orgs/{org}/associates', access: ['org/member:view'], nouns: 'associates of an organization' },
    { path: '/orgs/{org}/oauth-providers', access: ['org/settings:view'], nouns: 'OAuth providers of an organization' },
  ]),
  ...permissionRoutes,
  ...routesOf(role),
  ...clearMemberRoutes,
  ...routesOf(member),
  ...invitationRoutes({
    definition: orgInvitation,
    mail: { cause: orgInvitation.type, template: 'invitation', variables: async () => ({}) },
  }),
  ...orgInvitationAcceptanceRoutes,
  ...routesOf(orgInvitation),
  ...invitationRoutes({
    definition: memberInvitation,
    mail: {
      cause: memberInvitation.type,
      template: 'member-invitation',
      async variables({ manager }, { org_id: id }) {
        const { title } = await stillThere('organization', manager.getRepository(organizationTable).findOneBy({ id }));
        return { organization: title };
      },
    },
    demandMayRenew: (scope, { org_id, role_ids }) => demandHoldsRoles(scope, org_id, role_ids),
  }),
  ...memberInvitationAcceptanceRoutes,
  ...routesOf(memberInvitation),
];
