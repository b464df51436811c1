import { provenanceOf } from '../as-code/provenance.ts';
import { apiPath } from '../frame/api-path.ts';
import { choicesView, chosen, withChoices } from '../frame/choice.ts';
import { formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { needsAt, type Place, type Spot, spotOf } from '../place.ts';
import { type Role, roleChoices, rolesOf, titlesOf } from '../role-choice.ts';

/** A member of an organization: who it is, and what they may. */
export const memberPage = (place: Place): Page => ({
  path: `${place.base}/members/{member}`,
  title: 'members.member',
  needs: needsAt(place, 'GET /orgs/{org}/members'),
  template: 'member/page.hbs',
  data: (visit) => describe(visit, place),
  actions: { save: (visit) => save(visit, place), remove: (visit) => remove(visit, place) },
});

const pathOf = ({ params }: Visit, { api }: Spot) => api + apiPath`/members/${params.member}`;

async function describe(visit: Visit, place: Place) {
  const spot = await spotOf(visit, place);
  const [{ body: member, etag }, roles] = await Promise.all([visit.read(pathOf(visit, spot)), rolesOf(visit, spot)]);
  const isOwner = isOwnerBy(roles, member.role_urls);
  const choices = roleChoices(roles, isOwner);
  return {
    title: member.title,
    spot,
    member,
    etag,
    isOwner,
    roles: titlesOf(roles, member.role_urls),
    mayManage: spot.may('PATCH /orgs/{org}/members/{item}'),
    form: withChoices(visit, formView(visit, []), choices, member.role_urls),
    choices: choicesView(visit, choices, member.role_urls),
    ...(await provenanceOf(visit, member, spot)),
  };
}

const isOwnerBy = (roles: readonly Role[], urls: readonly string[]) =>
  roles.some(({ name, url }) => name === 'owner' && urls.includes(url));

async function save(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const message = { body: { role_urls: chosen(visit.typed, 'role_urls') }, ifMatch: visit.typed.etag };
  const result = await visit.call('PATCH', pathOf(visit, spot), message);
  return result.ok ? { to: `${spot.base}/members`, flash: flashOf('members.saved', result.body) } : { refused: result };
}

async function remove(visit: Visit, place: Place): Promise<Outcome> {
  const spot = await spotOf(visit, place);
  const result = await visit.call('DELETE', pathOf(visit, spot));
  return result.ok
    ? { to: `${spot.base}/members`, flash: flashOf('members.removed', result.body) }
    : { refused: result };
}

const flashOf = (key: string, { title }: { title: string }) => ({ key, values: { title } });
