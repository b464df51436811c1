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

/** A permission as somebody wrote it: `cloud:manage`, as API Connect writes them in its tokens, is read too. */
export function readPermission(sent: string): Permission | undefined {
  const written = sent.replace(/^(cloud|org):/, '$1/');
  return PERMISSIONS.find((each) => each === written);
}
