import type { WireForm } from './wire-form.ts';

export const PERMISSIONS = '/cloud/permissions';

/** `org/settings:manage`, of the URL of a permission. */
export function permissionOf(url: string): string {
  return url.split('/').slice(-2).map(decodeURIComponent).join('/');
}

export const permissionsForm: WireForm = {
  field: 'permission_urls',
  read: (urls) => (urls as readonly string[]).map(permissionOf),
  write: (permissions, { client }) =>
    (permissions as readonly string[]).map((permission) => client.url(`${PERMISSIONS}/${permission}`)),
};
