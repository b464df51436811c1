import { findUserOf } from '../find-user.ts';
import { choicesView, chosen, withChoices } from '../frame/choice.ts';
import { type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { ADMIN_PLACE, type Spot, spotOf } from '../place.ts';
import { roleChoices, rolesOf } from '../role-choice.ts';

const USERNAME: Field = { name: 'username', label: 'people.username', hint: 'members.usernameHint', required: true };

/** Makes somebody who has an account for Cloud Manager a member of `admin`. */
export const memberNewPage: Page = {
  path: '/cloud/members/new',
  title: 'members.add',
  needs: 'POST /orgs/{org}/members',
  template: 'member-new/page.hbs',
  data: describe,
  actions: { add },
};

async function describe(visit: Visit) {
  const choices = roleChoices(await rolesOf(visit, await spotOf(visit, ADMIN_PLACE)));
  return {
    form: withChoices(visit, formView(visit, [USERNAME], { username: visit.query.username }), choices, []),
    choices: choicesView(visit, choices, []),
  };
}

async function add(visit: Visit): Promise<Outcome> {
  const spot: Spot = await spotOf(visit, ADMIN_PLACE);
  const found = await findUserOf(visit, 'admin');
  if (!found.ok) return { refused: found };
  const [user] = found.body.results;
  const body = { user: { url: user.url }, role_urls: chosen(visit.typed, 'role_urls') };
  const result = await visit.call('POST', `${spot.api}/members`, { body });
  if (!result.ok) return { refused: result };
  return { to: '/cloud/members', flash: { key: 'members.added', values: { title: result.body.title } } };
}
