import { code, type Page } from './page.ts';

const REALMS = { cloud: 'admin/default-idp-1', manager: 'provider/default-idp-2' } as const;

/** Shows the call that signs a person in. */
export function signInPage(publicUrl: string, side: 'cloud' | 'manager'): Page {
  const call = `curl -X POST '${publicUrl}/api/token' \\
  -H 'Content-Type: application/json' \\
  -d '{
    "grant_type": "password",
    "realm": "${REALMS[side]}",
    "username": "<your user name>",
    "password": "<your password>"
  }'`;
  return { title: 'Sign in', body: `<p>Until it can be done on this page, make this call:</p>\n${code(call)}` };
}
