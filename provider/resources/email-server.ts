import { bool, number, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { type HeaderView, headerOf, headerToWire, id, name, summary, title } from '../rest/header.ts';
import { idOf, optionalReference } from '../rest/reference.ts';
import { restResource } from '../rest/resource.ts';
import { checkSecret, isConfigured, newSecret, secretAttributes, secretMissing, secretOf } from '../rest/secret.ts';

/** An email server as the API answers it. */
export interface EmailServerView extends HeaderView {
  readonly host: string;
  readonly port: number;
  readonly credentials: { readonly username?: string | null };
  /** Milliseconds. */
  readonly timeout: number;
  readonly secure: boolean;
  readonly tls_mode: string | null;
  readonly tls_client_profile_url: string | null;
  readonly helo_name: string | null;
}

export const EMAIL_SERVERS = '/orgs/admin/mail-servers';

export function emailServerState(view: EmailServerView) {
  return {
    ...headerOf(view),
    summary: view.summary ?? null,
    host: view.host,
    port: view.port,
    username: view.credentials.username ?? null,
    secure: view.secure,
    tls_mode: view.tls_mode,
    timeout_ms: view.timeout,
    tls_client_profile_id: idOf(view.tls_client_profile_url),
    helo_name: view.helo_name,
  };
}

const limits = constraints.email_server;

const attributes = {
  id,
  title,
  name,
  summary,
  host: string({ description: 'IP address or host name of the SMTP server.', required: true, constraint: limits.host }),
  port: number({
    description:
      'Port. With `secure`, TLS begins at once on 465 and 2465; on any other port STARTTLS is required, unless `tls_mode` says otherwise.',
    required: true,
    constraint: limits.port,
  }),
  username: string({
    description: 'User name, only when the server asks for one; goes with `password` or `password_wo`.',
    optional: true,
    constraint: limits['credentials.username'],
  }),
  ...secretAttributes('password', 'Password of the user.', limits['credentials.password']),
  secure: bool({
    description: 'Whether TLS is used to talk to the server; it never falls back to plain text then. Default `true`.',
    optional: true,
    computed: true,
    default: true,
  }),
  tls_mode: string({
    description:
      'How TLS begins while `secure` is true: `implicit`, from the first byte, or `starttls`. Without it as the port says.',
    optional: true,
    constraint: limits.tls_mode,
  }),
  timeout_ms: number({
    description: 'How long to wait for the server, in milliseconds. Default `10000`.',
    optional: true,
    computed: true,
    default: 10_000,
    constraint: limits.timeout,
  }),
  tls_client_profile_id: optionalReference({
    description: 'Id of the TLS client profile to use when `secure` is true. Without it the default profile is used.',
    from: 'gatepost_tls_client_profile.example.id',
  }),
  helo_name: string({
    description:
      'What the API calls itself in EHLO: a host name, or an address such as `[192.0.2.1]`. Without it the host of its public URL, else the name of its machine.',
    optional: true,
    constraint: limits.helo_name,
  }),
};

export const emailServer = defineResource(
  restResource({
    typeName: 'gatepost_email_server',
    description:
      'An SMTP server through which mail can leave. Everything is changed in place. The password is bound to its destination: it is sent again when its version (or plain value) changes, and when `host`, `port`, `secure`, `username` or the profile does, so it has to be configured then.',
    attributes,
    collection: EMAIL_SERVERS,
    validate: ({ config, error }) => {
      checkSecret('password', config, error);
      if (config.username === null && (typeof config.password === 'string' || typeof config.password_wo === 'string')) {
        error(['username'], 'A password without a user name', 'Set `username` too, or leave out the password.');
      }
      if (config.secure === false && typeof config.tls_mode === 'string') {
        error(['tls_mode'], 'A TLS mode without TLS', 'Leave out `tls_mode`, or `secure = false`.');
      }
    },
    modifyPlan: ({ config, plan, prior, warn }) => {
      const hasPassword = isConfigured('password', config);
      if (!prior && typeof plan.username === 'string' && !hasPassword) throw secretMissing('password');
      if (plan.secure === false && (hasPassword || config.password_wo_version !== null)) {
        const detail = 'With secure = false the connection is not verified and may not even be encrypted.';
        warn('The password is not protected on its way to the email server', detail, ['secure']);
      }
    },
    toWire: ({ plan, config, changed, client }) => ({
      ...headerToWire(plan),
      summary: plan.summary,
      host: plan.host,
      port: plan.port,
      timeout: plan.timeout_ms,
      secure: plan.secure,
      tls_mode: plan.tls_mode,
      tls_client_profile_url: plan.tls_client_profile_id && client.url(`${PROFILE}/${plan.tls_client_profile_id}`),
      helo_name: plan.helo_name,
      ...((newSecret('password', { config, changed }) !== undefined || changed(...DESTINATION)) && {
        credentials: credentials(plan.username, secretOf('password', config)),
      }),
    }),
    fromWire: emailServerState,
    pointers: {
      '/credentials/username': ['username'],
      '/credentials/password': (_, config) => [config.password === null ? 'password_wo' : 'password'],
      '/credentials': ['username'],
      '/timeout': ['timeout_ms'],
    },
  }),
);

const PROFILE = '/orgs/admin/tls-client-profiles';

/** What the stored password is bound to: a change of any of these sends it again. */
const DESTINATION = ['host', 'port', 'secure', 'tls_client_profile_id', 'username'] as const;

/** Without a password at hand the API decides whether the stored one may stay. */
function credentials(username: string | null, password: string | null) {
  if (username === null) return { username: null, password: null };
  return password === null ? { username } : { username, password };
}
