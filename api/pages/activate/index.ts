import { apiPath } from '../frame/api-path.ts';
import type { Action, Page, Visit } from '../frame/page.ts';
import { beginSession } from '../sign-in/begin-session.ts';
import { activationBody, activationForm, type Verb } from './form.ts';
import { type Found, findInvitation } from './invitation.ts';

/** Lets an invited person in: into an organization of their own, or into one that exists. */
export const activatePage: Page = {
  path: '/manager/activate',
  title: 'activate.title',
  needs: 'open',
  bare: true,
  template: 'activate/page.hbs',
  scripts: ['link.js', 'strength.js'],
  data: describe,
  actions: { register: taking('register'), accept: taking('accept') },
};

async function describe(visit: Visit) {
  const found = await foundBy(visit);
  if (found.state !== 'open') return { trouble: found.state, title: visit.t(`activate.title-${found.state}`) };
  const { invitation } = found;
  const verb = verbOf(visit);
  const title = visit.t(invitation.organization === null ? 'activate.open' : 'activate.join');
  const isNew = verb === 'register';
  // The other form is a page away, so that either has all fields, errors and names to itself.
  const self = apiPath`/manager/activate?activation=${visit.query.activation}`;
  const other = isNew ? `${self}&known=yes` : self;
  const to = isNew ? self : `${self}&known=yes`;
  return { title, invitation, verb, isNew, to, other, form: await activationForm(visit, verb, invitation) };
}

const verbOf = ({ query }: Visit): Verb => (query.known === 'yes' ? 'accept' : 'register');

/** What the link of an invitation carries: a token in base64. */
const ACTIVATION = /^[A-Za-z0-9+/_-]{1,512}={0,2}$/;
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

function tokenOf({ query: { activation = '' } }: Visit): string | null {
  const token = ACTIVATION.test(activation) ? Buffer.from(activation, 'base64').toString('utf8') : '';
  return TOKEN.test(token) ? token : null;
}

async function foundBy(visit: Visit): Promise<Found | { state: 'incomplete' }> {
  const token = tokenOf(visit);
  return token === null ? { state: 'incomplete' } : findInvitation(visit.context.database.manager, token);
}

function taking(verb: Verb): Action {
  return async (visit) => {
    const found = await foundBy(visit);
    if (found.state !== 'open') return { shown: {} };
    const { invitation } = found;
    const body = await activationBody(visit, verb, invitation);
    const result = await visit.call('POST', `${invitation.path}/${verb}`, { body, token: tokenOf(visit) ?? '' });
    if (!result.ok) return { refused: result };
    const { 'user.username': username, 'user.password': password, 'user.realm': realm } = visit.typed;
    const { cookies } = await beginSession(visit, invitation.ui, { username, password, realm });
    return { to: `/${invitation.ui}`, flash: { key: 'activate.done' }, cookies };
  };
}
