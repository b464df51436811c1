import { callerOfLink } from '../access/one-time-token.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { memberInvitationTable } from '../tables/member-invitation.ts';
import { type Field, formHtml } from './form.ts';
import type { Location } from './location.ts';
import { type Page, restCall } from './page.ts';

/** What the link of an invitation carries: a token in base64. */
const ACTIVATION = /^[A-Za-z0-9+/_-]{1,512}={0,2}$/;
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

const USERNAME: Field = { name: 'user.username', label: 'User name', autocomplete: 'username' };
const KNOWN_PASSWORD: Field = {
  name: 'user.password',
  label: 'Password',
  type: 'password',
  autocomplete: 'current-password',
};
const NEW_PERSON: Field[] = [
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

/** Lets an invited person in: into an organization of their own, or into one that exists. */
export async function activatePage(context: Context, at: Location, activation: unknown): Promise<Page> {
  const token = decode(activation);
  if (token === null) {
    return { title: 'This link is incomplete', body: '<p>Open the whole link of the mail, or ask for a new one.</p>' };
  }
  const invitationId = await invitationOf(context, token);
  if (invitationId === null) {
    const body = '<p>The link was replaced or deleted, or has expired. Ask for a new one.</p>';
    return { title: 'This link is no longer valid', body };
  }
  const joined = await context.database.getRepository(memberInvitationTable).findOneBy({ id: invitationId });
  return joined
    ? acceptancePage(at, token, `/api/orgs/${joined.org_id}/member-invitations/${joined.id}`, false)
    : acceptancePage(at, token, `/api/cloud/org-invitations/${invitationId}`, true);
}

function acceptancePage({ publicUrl, prefix }: Location, token: string, path: string, opensOrg: boolean): Page {
  const further = opensOrg ? [ORGANIZATION] : [];
  const done = `<p>You are in. <a href="${prefix}/manager">Sign in</a></p>`;
  const form = (id: string, verb: string, fields: Field[]) =>
    formHtml({ id, path: `${prefix}${path}/${verb}`, token, fields: [...fields, ...further], button: 'Accept', done });
  const body = `${form('register', 'register', NEW_PERSON)}
<details><summary>I have an account already</summary>
${form('accept', 'accept', [USERNAME, KNOWN_PASSWORD])}
</details>
<p>The link works once. Keep this page to yourself: whoever has it can accept the invitation.</p>
${restCall(callOf(`${publicUrl}${path}/register`, token, opensOrg))}`;
  return { title: opensOrg ? 'Open your provider organization' : 'Join the organization', body };
}

function callOf(url: string, token: string, opensOrg: boolean): string {
  return `curl -X POST '${url}' \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '{
    "user": {
      "username": "<your user name>",
      "first_name": "<first name>",
      "last_name": "<last name>",
      "password": "<at least 8 characters>"
    }${opensOrg ? ',\n    "org": { "title": "<the organization>" }' : ''}
  }'`;
}

async function invitationOf(context: Context, token: string): Promise<string | null> {
  try {
    return (await callerOfLink(context, 'invitation', token)).id;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unauthenticated') return null;
    throw error;
  }
}

function decode(activation: unknown): string | null {
  if (typeof activation !== 'string' || !ACTIVATION.test(activation)) return null;
  const token = Buffer.from(activation, 'base64').toString('utf8');
  return TOKEN.test(token) ? token : null;
}
