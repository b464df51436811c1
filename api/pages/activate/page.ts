import { callerOfLink } from '../../access/one-time-token.ts';
import type { Context } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { memberInvitationTable } from '../../tables/member-invitation.ts';
import type { Location } from '../location.ts';
import { pageTemplate } from '../template.ts';
import { activationForms } from './form.ts';

/** What the link of an invitation carries: a token in base64. */
const ACTIVATION = /^[A-Za-z0-9+/_-]{1,512}={0,2}$/;
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

const INCOMPLETE = {
  title: 'This link is incomplete',
  advice: 'Open the whole link of the mail, or ask for a new one.',
};
const EXPIRED = {
  title: 'This link is no longer valid',
  advice: 'The link was replaced or deleted, or has expired. Ask for a new one.',
};

const renderInvalid = pageTemplate<typeof INCOMPLETE>('activate/invalid.hbs');
const render = pageTemplate<{ title: string; opensOrg: boolean } & ReturnType<typeof activationForms>>(
  'activate/page.hbs',
);

/** Lets an invited person in: into an organization of their own, or into one that exists. */
export async function activatePage(context: Context, at: Location, activation: unknown): Promise<string> {
  const token = decode(activation);
  if (token === null) return renderInvalid(at, INCOMPLETE);
  const invitationId = await invitationOf(context, token);
  if (invitationId === null) return renderInvalid(at, EXPIRED);
  const joined = await context.database.getRepository(memberInvitationTable).findOneBy({ id: invitationId });
  const path = joined
    ? `/api/orgs/${joined.org_id}/member-invitations/${joined.id}`
    : `/api/cloud/org-invitations/${invitationId}`;
  const opensOrg = joined === null;
  const title = opensOrg ? 'Open your provider organization' : 'Join the organization';
  return render(at, { title, opensOrg, ...activationForms(path, token, opensOrg) });
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
