import type { Choices } from './frame/choice.ts';
import type { Visit } from './frame/page.ts';
import type { Spot } from './place.ts';

/** A role, as the API shows it. */
export interface Role {
  id: string;
  url: string;
  name: string;
  title: string;
  summary: string | null;
  permission_urls: string[];
}

/** The roles of the organization, in their order. */
export async function rolesOf(visit: Visit, { api }: Spot): Promise<Role[]> {
  return (await visit.read(`${api}/roles`)).body.results;
}

/** Which roles somebody gets; that of the owner is passed on with the organization alone. */
export function roleChoices(roles: readonly Role[], isOwner = false): Choices {
  return {
    name: 'role_urls',
    label: 'members.roles',
    hint: 'members.rolesHint',
    options: roles
      .filter(({ name }) => isOwner || name !== 'owner')
      .map(({ url, title, summary }) => ({ value: url, label: title, ...(summary && { hint: summary }) })),
  };
}

export const titlesOf = (roles: readonly Role[], urls: readonly string[]): string[] =>
  roles.filter(({ url }) => urls.includes(url)).map(({ title }) => title);
