import { formView } from '../form.ts';
import type { Location, Side } from '../location.ts';
import { pageTemplate } from '../template.ts';

const REALMS = { cloud: 'admin/default-idp-1', manager: 'provider/default-idp-2' } as const;

const render = pageTemplate<ReturnType<typeof describe>>('sign-in/page.hbs');

/** Signs a person in, which shows their token for use with the API, and helps whoever forgot their password. */
export function signInPage(at: Location, side: Side): string {
  return render(at, describe(REALMS[side]));
}

function describe(realm: string) {
  const signIn = formView({
    id: 'sign-in',
    path: '/api/token',
    fixed: { grant_type: 'password', realm },
    fields: [
      { name: 'username', label: 'User name', autocomplete: 'username' },
      { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
    ],
    button: 'Sign in',
  });
  const forgotten = formView({
    id: 'forgotten',
    path: '/api/request-password-reset',
    fixed: { realm },
    fields: [{ name: 'email', label: 'E-mail address', type: 'email', autocomplete: 'email' }],
    button: 'Mail me a link',
  });
  return { title: 'Sign in', realm, signIn, forgotten };
}
