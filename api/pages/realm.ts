import type { Field } from './frame/form.ts';
import type { Visit } from './frame/page.ts';

/** What people name at the sign-in, as the API tells whoever has not signed in. */
export interface IdentityProvider {
  title: string;
  realm: string;
  default: boolean;
}

/** Where people of a manager sign in, the ordinary place first. */
export async function realmsOf(visit: Visit, ui = visit.ui): Promise<IdentityProvider[]> {
  const kind = ui === 'cloud' ? 'admin' : 'provider';
  const { body } = await visit.read(`/cloud/${kind}/identity-providers`);
  const realms: IdentityProvider[] = body.results;
  return [...realms].sort((a, b) => Number(b.default) - Number(a.default));
}

/** The choice of a registry; where there is one there is none. */
export function realmField(realms: readonly IdentityProvider[], name = 'realm'): Field {
  const options = realms.map(({ title, realm }) => ({ value: realm, label: title }));
  const kind = options.length > 1 ? 'select' : 'hidden';
  return { name, label: 'signIn.registry', kind, options, required: true };
}
