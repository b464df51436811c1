import type { Choices } from '../frame/choice.ts';
import type { Visit } from '../frame/page.ts';
import type { Ui } from '../location.ts';

/** A permission, in words. */
export interface PermissionView {
  /** As it is written everywhere, such as `org/member:view`. */
  name: string;
  url: string;
  label: string;
}

/** What roles can hold: in `admin` the cloud's own too. */
export async function permissionsOf(visit: Visit, ui: Ui): Promise<PermissionView[]> {
  const collections = ui === 'cloud' ? ['org', 'cloud'] : ['org'];
  const lists = await Promise.all(collections.map((name) => visit.read(`/cloud/permissions/${name}`)));
  return lists
    .flatMap(({ body }): { title: string; url: string }[] => body.results)
    .map(({ title, url }) => ({ name: title, url, label: visit.t(`roles.${title}`) }));
}

export const permissionChoices = (permissions: readonly PermissionView[]): Choices => ({
  name: 'permission_urls',
  label: 'roles.permissions',
  hint: 'roles.permissionsHint',
  options: permissions.map(({ url, name, label }) => ({ value: url, label, hint: name })),
});
