import type { Visit } from './frame/page.ts';
import { type IdentityProvider, realmsOf } from './realm.ts';

/** A registry, by what its people call it when they sign in. */
export interface Called {
  identity_providers: { name: string }[];
}

/** Whether people of a registry can sign in to API Manager, and whether the sign-in offers it first. */
export type SignIn = 'first' | 'offered' | 'none';

/** Whether the sign-in to API Manager means a registry by this. */
export const isMeantBy =
  ({ realm }: IdentityProvider) =>
  ({ identity_providers: names }: Called): boolean =>
    names.some(({ name }) => realm === `provider/${name}`);

export const signInBy = (offered: IdentityProvider | undefined): SignIn => {
  if (!offered) return 'none';
  return offered.default ? 'first' : 'offered';
};

/** How people of any registry sign in to API Manager. */
export async function signInOf(visit: Visit): Promise<(registry: Called) => { signIn: SignIn }> {
  const offered = await realmsOf(visit, 'manager');
  return (registry) => ({ signIn: signInBy(offered.find((each) => isMeantBy(each)(registry))) });
}
