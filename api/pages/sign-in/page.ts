import { formHtml, outputHtml } from './form.ts';
import type { Location } from './location.ts';
import { type Page, restCall } from './page.ts';

const REALMS = { cloud: 'admin/default-idp-1', manager: 'provider/default-idp-2' } as const;

/** Signs a person in, which shows their token for use with the API, and helps whoever forgot their password. */
export function signInPage({ publicUrl, prefix }: Location, side: 'cloud' | 'manager'): Page {
  const realm = REALMS[side];
  const signIn = formHtml({
    id: 'sign-in',
    path: `${prefix}/api/token`,
    fixed: { grant_type: 'password', realm },
    fields: [
      { name: 'username', label: 'User name', autocomplete: 'username' },
      { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
    ],
    button: 'Sign in',
    done: `<p>You are signed in. This is your access token for the API; keep it to yourself:</p>${outputHtml('access_token')}`,
  });
  const forgotten = formHtml({
    id: 'forgotten',
    path: `${prefix}/api/request-password-reset`,
    fixed: { realm },
    fields: [{ name: 'email', label: 'E-mail address', type: 'email', autocomplete: 'email' }],
    button: 'Mail me a link',
    done: '<p>If there is an account with this address, a mail with a link is on its way to it.</p>',
  });
  const call = `curl -X POST '${publicUrl}/api/token' \\
  -H 'Content-Type: application/json' \\
  -d '{
    "grant_type": "password",
    "realm": "${realm}",
    "username": "<your user name>",
    "password": "<your password>"
  }'`;
  return { title: 'Sign in', body: `${signIn}\n<h2>Forgot your password?</h2>\n${forgotten}\n${restCall(call)}` };
}
