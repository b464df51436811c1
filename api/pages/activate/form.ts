import { type Field, formView } from '../form.ts';

const USERNAME: Field = { name: 'user.username', label: 'User name', autocomplete: 'username' };
const KNOWN_PASSWORD: Field = {
  name: 'user.password',
  label: 'Password',
  type: 'password',
  autocomplete: 'current-password',
};
const NEW_PERSON: readonly Field[] = [
  USERNAME,
  { name: 'user.first_name', label: 'First name', autocomplete: 'given-name', optional: true },
  { name: 'user.last_name', label: 'Last name', autocomplete: 'family-name', optional: true },
  {
    name: 'user.password',
    label: 'Password, at least 8 characters',
    type: 'password',
    autocomplete: 'new-password',
    atLeast: 8,
  },
];
const ORGANIZATION: Field = { name: 'org.title', label: 'Name of the organization', autocomplete: 'organization' };

/** One form makes an account, the other is for whoever has one. `path` is that of the invitation. */
export function activationForms(path: string, token: string, opensOrg: boolean) {
  const form = (verb: 'register' | 'accept', person: readonly Field[]) =>
    formView({
      id: verb,
      path: `${path}/${verb}`,
      token,
      fields: opensOrg ? [...person, ORGANIZATION] : person,
      button: 'Accept',
    });
  return { register: form('register', NEW_PERSON), accept: form('accept', [USERNAME, KNOWN_PASSWORD]) };
}
