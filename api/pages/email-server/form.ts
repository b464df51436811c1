import { tlsModeOf } from '../../mail/server/tls-mode.ts';
import { RECIPIENTS } from '../email-server-test/live.ts';
import { bodyOf, type FieldView, type FormView, formView } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';
import { furtherFields, mainFields, oauthFields, type ServerView } from './field.ts';
import { NEW_PROFILE } from './new-profile.ts';

/** Far more profiles than anybody chooses from. */
const MOST_PROFILES = '500';

/** The form of an email server, in its parts. */
export interface ServerForm extends FormView {
  main: FieldView[];
  further: FieldView[];
  oauth: FieldView[];
  profile: FieldView[];
  test: FieldView[];
  /** What is not ordinary is shown where it says something, or is wrong. */
  isFurtherOpen: boolean;
  isOAuthOpen: boolean;
  isProfileOpen: boolean;
  /** What Secure Connection means as the form stands. */
  mode: 'implicit' | 'starttls' | 'plain';
}

export async function serverForm(visit: Visit, server: ServerView | null): Promise<ServerForm> {
  const query = { limit: MOST_PROFILES, fields: 'title,version,url' };
  const { body } = await visit.read('/orgs/admin/tls-client-profiles', query);
  const groups = [
    mainFields(visit, body.results, server),
    furtherFields(visit),
    oauthFields(server),
    NEW_PROFILE,
    // One that is there has a page on which it is tested.
    server === null ? [RECIPIENTS] : [],
  ];
  const view = formView(visit, groups.flat(), shownServer(visit, server));
  const [main = [], further = [], oauth = [], profile = [], test = []] = groups.map((group) =>
    group.flatMap(({ name }) => view.fields.find((field) => field.name === name) ?? []),
  );
  const hasNews = (fields: readonly FieldView[]) => fields.some(({ error }) => error !== null);
  const says = (name: string) => view.fields.some((field) => field.name === name && field.value !== '');
  return {
    ...view,
    main,
    further,
    oauth,
    profile,
    test,
    isFurtherOpen: hasNews(further) || says('tls_mode') || says('helo_name'),
    mode: modeOf(view),
    isProfileOpen: hasNews(profile),
    isOAuthOpen: hasNews(oauth) || says('credentials.auth.client_id'),
  };
}

function modeOf({ field }: FormView): ServerForm['mode'] {
  const mode = field.tls_mode?.value;
  const tls_mode = mode === 'implicit' || mode === 'starttls' ? mode : null;
  return tlsModeOf({ secure: field.secure?.checked ?? false, port: Number(field.port?.value), tls_mode }) ?? 'plain';
}

/** What a new server begins with: mail is submitted there over TLS (RFC 8314). */
const BEGINNING = { port: 587, secure: true };

/** What the form shows; where it was tested, or something was made beside it, what was typed stays. */
function shownServer(visit: Visit, server: ServerView | null): object {
  if (visit.shown === null) return server ?? BEGINNING;
  const typed = bodyOf(visit.typed, [...allFields(visit), RECIPIENTS]);
  const { profileUrl } = visit.shown as { profileUrl?: string };
  return profileUrl === undefined ? typed : { ...typed, tls_client_profile_url: profileUrl, secure: true };
}

const allFields = (visit: Visit) => [...mainFields(visit, [], null), ...furtherFields(visit), ...oauthFields(null)];

const NOBODY = { username: null, password: null, auth: null };

/** What was typed as the API wants it. */
export function serverBody(visit: Visit): Record<string, unknown> {
  const body = bodyOf(visit.typed, allFields(visit));
  return { ...body, credentials: credentialsOf(Object(body.credentials)) };
}

interface TypedCredentials {
  username: string | null;
  password?: string;
  auth: Record<string, unknown>;
}

function credentialsOf({ username, password, auth }: TypedCredentials): object {
  const way = Object.values(auth).some((value) => value !== null) ? { type: 'oauth2', ...auth } : null;
  if (username === null && password === undefined && way === null) return NOBODY;
  return { username, ...(password !== undefined && { password }), auth: way };
}
