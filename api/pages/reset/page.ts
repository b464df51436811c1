import { formHtml } from './form.ts';
import type { Location } from './location.ts';
import { type Page, restCall } from './page.ts';

/** Where a new password is chosen; the token stands behind the # of the address, which no server sees. */
export function resetPage({ publicUrl, prefix }: Location, side: 'cloud' | 'manager'): Page {
  const form = formHtml({
    id: 'reset',
    path: `${prefix}/api/me/reset-password`,
    token: '#',
    fields: [
      {
        name: 'password',
        label: 'New password, at least 8 characters',
        type: 'password',
        autocomplete: 'new-password',
        atLeast: 8,
      },
    ],
    button: 'Set the password',
    done: `<p>The new password is set, and you are signed out everywhere. <a href="${prefix}/${side}">Sign in</a></p>`,
  });
  const call = `curl -X POST '${publicUrl}/api/me/reset-password' \\
  -H 'Authorization: Bearer <what stands behind the # in the address of this page>' \\
  -H 'Content-Type: application/json' \\
  -d '{ "password": "<the new one, at least 8 characters>" }'`;
  const body = `${form}
<p>The link works once. If you did not ask for a new password, close this page; nothing has changed.</p>
${restCall(call)}`;
  return { title: 'Choose a new password', body };
}
