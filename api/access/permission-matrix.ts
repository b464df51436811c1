import { ORG_PERMISSIONS, PERMISSIONS, type Permission } from './permission.ts';

const views = (permissions: readonly Permission[]) => permissions.filter((permission) => permission.endsWith('view'));

/** A role as it is shipped. The first two of each list hold everything of their collections. */
export interface ShippedRole {
  name: string;
  title: string;
  permissions: readonly Permission[];
}

export const ADMIN_ORG_ROLES: readonly ShippedRole[] = [
  { name: 'owner', title: 'Owner', permissions: PERMISSIONS },
  { name: 'administrator', title: 'Administrator', permissions: PERMISSIONS },
  {
    name: 'topology-administrator',
    title: 'Topology Administrator',
    permissions: [
      'org/view',
      'org/settings:view',
      'org/settings:manage',
      'org/topology:view',
      'org/topology:manage',
      'cloud/view',
    ],
  },
  { name: 'viewer', title: 'Viewer', permissions: views(PERMISSIONS) },
  { name: 'member', title: 'Member', permissions: ['org/view'] },
];

export const PROVIDER_ORG_ROLES: readonly ShippedRole[] = [
  { name: 'owner', title: 'Owner', permissions: ORG_PERMISSIONS },
  { name: 'administrator', title: 'Administrator', permissions: ORG_PERMISSIONS },
  { name: 'api-administrator', title: 'API Administrator', permissions: views(ORG_PERMISSIONS) },
  { name: 'community-manager', title: 'Community Manager', permissions: views(ORG_PERMISSIONS) },
  { name: 'developer', title: 'Developer', permissions: views(ORG_PERMISSIONS) },
  { name: 'viewer', title: 'Viewer', permissions: views(ORG_PERMISSIONS) },
  { name: 'member', title: 'Member', permissions: ['org/view'] },
];
