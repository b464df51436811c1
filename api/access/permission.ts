/** Permissions as they are written everywhere: collection/name. */
export const ORG_PERMISSIONS = [
  'org/view',
  'org/member:view',
  'org/member:manage',
  'org/settings:view',
  'org/settings:manage',
  'org/topology:view',
  'org/topology:manage',
] as const;

export const CLOUD_PERMISSIONS = [
  'cloud/view',
  'cloud/manage',
  'cloud/provider-org:view',
  'cloud/provider-org:manage',
  'cloud/analytics:view',
] as const;

export const PERMISSIONS = [...ORG_PERMISSIONS, ...CLOUD_PERMISSIONS] as const;

export type Permission = (typeof PERMISSIONS)[number];
