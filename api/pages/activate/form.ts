import { bodyOf, type Field, type FormView, formView } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';
import { realmField, realmsOf } from '../realm.ts';
import type { Invitation } from './invitation.ts';

/** One form makes an account, the other is for whoever has one; the API has a route of that name for each. */
export type Verb = 'register' | 'accept';

const USERNAME: Field = { name: 'user.username', label: 'activate.username', autocomplete: 'username', required: true };
const PERSON: Readonly<Record<Verb, readonly Field[]>> = {
  register: [
    USERNAME,
    { name: 'user.first_name', label: 'activate.firstName', autocomplete: 'given-name' },
    { name: 'user.last_name', label: 'activate.lastName', autocomplete: 'family-name' },
    {
      name: 'user.password',
      label: 'activate.newPassword',
      hint: 'activate.newPasswordHint',
      kind: 'password',
      autocomplete: 'new-password',
      required: true,
    },
  ],
  accept: [
    USERNAME,
    {
      name: 'user.password',
      label: 'activate.password',
      kind: 'password',
      autocomplete: 'current-password',
      required: true,
    },
  ],
};
const ORGANIZATION: Field = {
  name: 'org.title',
  label: 'activate.orgTitle',
  hint: 'activate.orgTitleHint',
  autocomplete: 'organization',
  required: true,
};

async function fieldsOf(visit: Visit, verb: Verb, { organization, ui }: Invitation): Promise<Field[]> {
  const realms = await realmsOf(visit, ui);
  const opens = organization === null ? [ORGANIZATION] : [];
  return [realmField(realms, 'user.realm'), ...opens, ...PERSON[verb]];
}

export async function activationForm(visit: Visit, verb: Verb, invitation: Invitation): Promise<FormView> {
  const [realm] = await realmsOf(visit, invitation.ui);
  const values = { user: { realm: realm?.realm, username: verb === 'register' ? invitation.email : '' } };
  return formView(visit, await fieldsOf(visit, verb, invitation), values);
}

export async function activationBody(visit: Visit, verb: Verb, invitation: Invitation) {
  return bodyOf(visit.typed, await fieldsOf(visit, verb, invitation));
}
