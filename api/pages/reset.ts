import { code, type Page } from './page.ts';

/** Shows how to choose a new password; the token stands behind the # of the address, which no server sees. */
export function resetPage(publicUrl: string): Page {
  const call = `curl -X POST '${publicUrl}/api/me/reset-password' \\
  -H 'Authorization: Bearer <what stands behind the # in the address of this page>' \\
  -H 'Content-Type: application/json' \\
  -d '{ "password": "<the new one, at least 8 characters>" }'`;
  const body = `<p>Until it can be done on this page, make this call once:</p>
${code(call)}
<p>The link works once. If you did not ask for a new password, close this page; nothing has changed.</p>`;
  return { title: 'Choose a new password', body };
}
