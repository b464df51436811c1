import { provenanceOf } from '../as-code/provenance.ts';
import { bodyOf, type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { OWN_PLACE, spotOf } from '../place.ts';

const SENDER: readonly Field[] = [
  {
    name: 'email_sender.custom',
    label: 'ownOrganization.custom',
    hint: 'ownOrganization.customHint',
    kind: 'checkbox',
  },
  { name: 'email_sender.name', label: 'ownOrganization.senderName', empty: 'null' },
  { name: 'email_sender.address', label: 'ownOrganization.senderAddress', kind: 'email' },
];
const LIFETIMES: readonly Field[] = [
  {
    name: 'invitation_ttl',
    label: 'ownOrganization.invitationTtl',
    hint: 'ownOrganization.ttlHint',
    kind: 'number',
    empty: 'null',
  },
  {
    name: 'reset_password_ttl',
    label: 'ownOrganization.resetTtl',
    hint: 'ownOrganization.ttlHint',
    kind: 'number',
    empty: 'null',
  },
];

/** What an organization settles for itself: who its mail comes from, and how long its links live. */
export const ownOrganizationSettingPage: Page = {
  path: `${OWN_PLACE.base}/settings`,
  title: 'ownOrganization.settings',
  needs: 'signed-in',
  template: 'own-organization-setting/page.hbs',
  data: describe,
  actions: { save },
};

async function describe(visit: Visit) {
  const spot = await spotOf(visit, OWN_PLACE);
  const { body, etag } = await visit.read(`${spot.api}/settings`);
  return {
    ...{ spot, etag, setting: body },
    mayManage: spot.may('PUT /orgs/{org}/settings'),
    form: formView(visit, [...SENDER, ...LIFETIMES], body),
    ...(await provenanceOf(visit, body, spot)),
  };
}

async function save(visit: Visit): Promise<Outcome> {
  const { api, base } = await spotOf(visit, OWN_PLACE);
  // Without a sender of its own nothing that stands in its fields counts.
  const sender = visit.typed['email_sender.custom'] === 'true' ? bodyOf(visit.typed, SENDER) : { email_sender: null };
  const body = { ...bodyOf(visit.typed, LIFETIMES), ...sender };
  const result = await visit.call('PUT', `${api}/settings`, { body, ifMatch: visit.typed.etag });
  return result.ok ? { to: `${base}/settings`, flash: { key: 'ownOrganization.saved' } } : { refused: result };
}
