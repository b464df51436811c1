import { isMailServerSelected } from '../../tables/cloud-setting.ts';
import { managedAmong } from '../as-code/managed.ts';
import { fillPath } from '../frame/api-path.ts';
import { choicesView, withChoices } from '../frame/choice.ts';
import { type Field, formView } from '../frame/form.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';
import { languageField } from '../language-field.ts';
import type { Spot } from '../place.ts';
import { type Role, roleChoices, rolesOf } from '../role-choice.ts';
import { invitationActions } from './action.ts';
import type { InvitationKind } from './kind.ts';
import { type Invitation, invitationView } from './view.ts';

/** Who is invited, how far that got, and inviting. */
export const invitationListPage = (kind: InvitationKind): Page => ({
  path: kind.path,
  title: kind.section === 'organizations' ? 'invitations.ownerTitle' : 'invitations.title',
  needs: kind.needs,
  ...(kind.section && { nav: { section: kind.section, icon: 'send' } }),
  template: 'invitation-list/page.hbs',
  data: (visit) => describe(visit, kind),
  actions: invitationActions(kind, invitationFields),
});

const COLUMNS = [
  { label: 'invitations.address', sort: 'title' },
  { label: 'invitations.state' },
  { label: 'invitations.mail' },
  { label: 'invitations.until' },
  { label: 'frame.actions', isQuiet: true },
] as const;
const ROLES = { label: 'members.roles' };

function invitationFields(visit: Visit): Field[] {
  return [
    { name: 'email', label: 'invitations.email', kind: 'email', autocomplete: 'off', required: true },
    languageField(visit),
    { name: 'notify', label: 'invitations.notify', hint: 'invitations.notifyHint', kind: 'checkbox' },
  ];
}

async function describe(visit: Visit, kind: InvitationKind) {
  const { spot, api, mayWrite } = await kind.at(visit);
  const [list, roles, canMail] = await Promise.all([
    visit.read(api, pageQuery(visit)),
    spot ? rolesOf(visit, spot) : [],
    isMailServerSelected(visit.context.database.manager),
  ]);
  const isMember = spot !== null;
  const [address, ...rest] = COLUMNS;
  return {
    ...{ spot, mayWrite, canMail, isMember },
    lead: visit.t(kind.lead),
    self: fillPath(kind.path, visit.params),
    invitations: await rowsOf(visit, spot, list.body.results, roles),
    columns: columnsView(visit, isMember ? [address, ROLES, ...rest] : COLUMNS),
    pager: pagerView(visit, list),
    ...formOf(visit, roles, isMember, canMail),
  };
}

async function rowsOf(visit: Visit, spot: Spot | null, found: readonly Invitation[], roles: readonly Role[]) {
  const ids = found.map(({ id }) => id);
  const managed = await managedAmong(visit, ids, spot);
  return found.map((each) => ({
    ...invitationView(visit, each, roles),
    managed: managed.get(each.id) ?? null,
    // In the block of a dialog its own id comes before that of the invitation.
    key: each.id,
  }));
}

function formOf(visit: Visit, roles: readonly Role[], isMember: boolean, canMail: boolean) {
  const member = roles.filter(({ name }) => name === 'member').map(({ url }) => url);
  const form = formView(visit, invitationFields(visit), { notify: canMail });
  if (!isMember) return { form };
  const choices = roleChoices(roles);
  return { form: withChoices(visit, form, choices, member), choices: choicesView(visit, choices, member) };
}
