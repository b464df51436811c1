import { apiPath } from '../frame/api-path.ts';
import type { Field } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';
import type { View } from '../object/kind.ts';

interface Member {
  title: string;
  user_url: string;
}

/** The members of the organization; none for whoever may not see them. */
async function membersOf(visit: Visit): Promise<Member[]> {
  const query = { fields: 'title,user_url', limit: '1000' };
  const answer = await visit.call('GET', apiPath`/orgs/${visit.params.org}/members`, { query });
  return answer.ok ? answer.body.results : [];
}

/** Which member a catalog belongs to; no field for whoever may not see the members. */
export async function ownerField(visit: Visit, view: View | null): Promise<Field[]> {
  const members = await membersOf(visit);
  if (members.length === 0) return [];
  const options = members.map(({ title, user_url }) => ({ value: user_url, label: title }));
  if (view === null) options.unshift({ value: '', label: visit.t('catalogs.ownerOfOrganization') });
  return [{ name: 'owner_url', label: 'catalogs.owner', kind: 'select', options }];
}

export async function ownerName(visit: Visit, { owner_url: url }: View): Promise<string> {
  return (await membersOf(visit)).find(({ user_url }) => user_url === url)?.title ?? '';
}
