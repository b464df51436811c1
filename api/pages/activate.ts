import { callerOfLink } from '../accounts/one-time-token.ts';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import { code, type Page } from './page.ts';

/** What the link of an invitation carries: a token in base64. */
const ACTIVATION = /^[A-Za-z0-9+/_-]{1,512}={0,2}$/;
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/** Shows an invited person the call that opens their organization. */
export async function activatePage(context: Context, activation: unknown): Promise<Page> {
  const token = decode(activation);
  if (token === null) {
    return { title: 'This link is incomplete', body: '<p>Open the whole link of the mail, or ask for a new one.</p>' };
  }
  const invitationId = await invitationOf(context, token);
  if (invitationId === null) {
    const body = '<p>The link was replaced or deleted, or has expired. Ask for a new one.</p>';
    return { title: 'This link is no longer valid', body };
  }
  const call = `curl -X POST '${context.publicUrl()}/api/cloud/org-invitations/${invitationId}/register' \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  -d '{
    "user": {
      "realm": "provider/default-idp-2",
      "username": "<your user name>",
      "first_name": "<first name>",
      "last_name": "<last name>",
      "password": "<at least 8 characters>"
    },
    "org": { "title": "<the organization>" }
  }'`;
  const body = `<p>You are invited to open a provider organization. Until it can be done on this page, make this call once:</p>
${code(call)}
<p>The link works once. Keep this page to yourself: whoever has it can accept the invitation.</p>`;
  return { title: 'Open your provider organization', body };
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
