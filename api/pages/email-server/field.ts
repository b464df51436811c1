import type { Field } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';

/** What the form says of a server that is there. */
export interface ServerView {
  id: string;
  name: string;
  title: string;
  host: string;
  port: number;
  secure: boolean;
  tls_mode: 'implicit' | 'starttls' | null;
  tls_client_profile_url: string | null;
  credentials: { username?: string; auth?: { client_secret?: string; refresh_token?: string } };
  password_set: boolean;
  unreadable: boolean;
  warnings: string[];
}

interface Profile {
  title: string;
  version: string;
  url: string;
}

/** The fields of an email server, in the order of the Cloud Manager that people know. */
export function mainFields(visit: Visit, profiles: readonly Profile[], server: ServerView | null): Field[] {
  return [
    { name: 'title', label: 'emailServers.titleField', required: true },
    { name: 'name', label: 'emailServers.name', hint: 'emailServers.nameHint', ...(server && { required: true }) },
    { name: 'summary', label: 'emailServers.summary', empty: 'null' },
    { name: 'host', label: 'emailServers.address', hint: 'emailServers.addressHint', required: true },
    { name: 'port', label: 'emailServers.port', kind: 'number', required: true },
    { name: 'credentials.username', label: 'emailServers.user', hint: 'emailServers.userHint', empty: 'null' },
    {
      name: 'credentials.password',
      label: 'emailServers.password',
      kind: 'password',
      autocomplete: 'new-password',
      hint: passwordHint(visit, server),
    },
    {
      name: 'tls_client_profile_url',
      label: 'emailServers.profile',
      hint: 'emailServers.profileHint',
      kind: 'select',
      empty: 'null',
      options: [
        { value: '', label: visit.t('emailServers.defaultProfile') },
        ...profiles.map(({ title, version, url }) => ({ value: url, label: `${title} (${version})` })),
      ],
    },
    { name: 'secure', label: 'emailServers.secure', kind: 'checkbox' },
  ];
}

/** A password is never shown: neither one that is kept, nor one that was typed into a form that was refused. */
function passwordHint({ refused, shown, typed }: Visit, server: ServerView | null): string {
  if ((refused || shown) && typed['credentials.password']) return 'emailServers.passwordAgain';
  return server?.password_set ? 'emailServers.passwordSet' : 'emailServers.passwordHint';
}

/** What goes beyond the fields that people know. */
export function furtherFields({ t }: Visit): Field[] {
  return [
    {
      name: 'tls_mode',
      label: 'emailServers.tlsMode',
      kind: 'select',
      empty: 'null',
      options: [
        { value: '', label: t('emailServers.byPort') },
        { value: 'implicit', label: t('emailServers.implicit') },
        { value: 'starttls', label: t('emailServers.starttls') },
      ],
    },
    { name: 'timeout', label: 'emailServers.timeout', hint: 'emailServers.timeoutHint', kind: 'number' },
    { name: 'helo_name', label: 'emailServers.heloName', hint: 'emailServers.heloHint', empty: 'null' },
    {
      name: 'max_connections',
      label: 'emailServers.connections',
      hint: 'emailServers.connectionsHint',
      kind: 'number',
    },
  ];
}

/** The other way to sign in. */
export function oauthFields(server: ServerView | null): Field[] {
  const { client_secret, refresh_token } = server?.credentials.auth ?? {};
  const hintOf = (isSet: boolean) => (isSet ? { hint: 'emailServers.secretSet' } : {});
  const secret = { kind: 'password', autocomplete: 'new-password' } as const;
  return [
    { name: 'credentials.auth.client_id', label: 'emailServers.clientId' },
    {
      name: 'credentials.auth.client_secret',
      label: 'emailServers.clientSecret',
      ...secret,
      ...hintOf(client_secret !== undefined),
    },
    {
      name: 'credentials.auth.refresh_token',
      label: 'emailServers.refreshToken',
      ...secret,
      ...hintOf(refresh_token !== undefined),
    },
    { name: 'credentials.auth.token_url', label: 'emailServers.tokenUrl', kind: 'url' },
    { name: 'credentials.auth.scope', label: 'emailServers.scope', empty: 'null' },
  ];
}
