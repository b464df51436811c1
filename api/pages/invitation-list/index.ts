import { isMailServerSelected } from '../../tables/cloud-setting.ts';
import { fillPath } from '../frame/api-path.ts';
import { choicesView, withChoices } from '../frame/choice.ts';
import { type Field, formView } from '../frame/form.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';
import { languageField } from '../language-field.ts';
import { type Role, roleChoices, rolesOf, titlesOf } from '../role-choice.ts';
import { invitationActions } from './action.ts';
import type { InvitationKind } from './kind.ts';

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
  const mayFollow = visit.side === 'cloud' && visit.may('GET /cloud/deliveries/{item}');
  const [address, ...rest] = COLUMNS;
  return {
    ...{ spot, mayWrite, canMail, isMember },
    lead: visit.t(kind.lead),
    self: fillPath(kind.path, visit.params),
    invitations: list.body.results.map((each: Invitation) => invitationView(each, roles, mayFollow)),
    columns: columnsView(visit, isMember ? [address, ROLES, ...rest] : COLUMNS),
    pager: pagerView(visit, list),
    ...formOf(visit, roles, isMember, canMail),
  };
}

function formOf(visit: Visit, roles: readonly Role[], isMember: boolean, canMail: boolean) {
  const member = roles.filter(({ name }) => name === 'member').map(({ url }) => url);
  const form = formView(visit, invitationFields(visit), { notify: canMail });
  if (!isMember) return { form };
  const choices = roleChoices(roles);
  return { form: withChoices(visit, form, choices, member), choices: choicesView(visit, choices, member) };
}

interface Invitation {
  id: string;
  delivery_url: string | null;
  state: 'pending' | 'accepted' | 'expired';
  delivery: { state: string } | null;
  role_urls?: string[];
}

const TONES: Readonly<Record<string, string>> = {
  ...{ pending: 'info', accepted: 'good', expired: 'warn' },
  ...{ sent: 'good', failed: 'bad', held: 'warn', ambiguous: 'warn', queued: 'info', sending: 'info' },
};

function invitationView(invitation: Invitation, roles: readonly Role[], mayFollow: boolean) {
  const { state, delivery, delivery_url, role_urls: urls = [] } = invitation;
  return {
    ...invitation,
    tone: TONES[state],
    mailTone: TONES[delivery?.state ?? ''] ?? 'plain',
    // In the block of a dialog its own id comes before that of the invitation.
    key: invitation.id,
    deliveryPath: mayFollow && delivery_url ? `/cloud/deliveries/${delivery_url.replace(/.*\//, '')}` : null,
    isOpen: state !== 'accepted',
    roles: titlesOf(roles, urls),
  };
}
