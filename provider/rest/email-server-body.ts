import type { Client } from '../client/client.ts';
import type { ConfigOf, PlanOf, StateOf } from '../framework/infer.ts';
import type { CreateContext } from '../framework/resource.ts';
import type { emailServerAttributes } from './email-server-attributes.ts';
import { oauth2ToWire } from './email-server-oauth2.ts';
import { headerToWire } from './header.ts';
import { hostToWire } from './host.ts';
import type { Change } from './resource.ts';
import { newSecret, secretOf } from './secret.ts';
import { CLIENT_PROFILES } from './tls-profile.ts';

type Attributes = typeof emailServerAttributes;

/** What the stored password is bound to: a change of any of these sends it again. */
const DESTINATION = ['host', 'port', 'secure', 'tls_client_profile_id', 'username'] as const;

interface Credentials {
  readonly plan: Pick<PlanOf<Attributes>, 'username' | 'oauth2'>;
  readonly config: Pick<ConfigOf<Attributes>, 'password' | 'password_wo' | 'oauth2'>;
  readonly prior: Pick<StateOf<Attributes>, 'oauth2'> | null;
  readonly isMoved: boolean;
  readonly again: readonly string[];
}

/** Without a secret at hand the API decides whether the stored one may stay. */
function credentials({ plan, config, prior, isMoved, again }: Credentials) {
  const { username } = plan;
  if (username === null) return { username: null, password: null };
  if (plan.oauth2 && config.oauth2) {
    const change = { config: config.oauth2, plan: plan.oauth2, prior: prior?.oauth2 ?? null, isMoved, again };
    return { username, auth: oauth2ToWire(change) };
  }
  const password = secretOf('password', config);
  return { username, ...(password !== null && { password }), ...(prior?.oauth2 && { auth: null }) };
}

/** The body of a request. */
export function emailServerToWire({ plan, config, prior, changed, again, client }: Change<Attributes>) {
  return {
    ...headerToWire(plan),
    summary: plan.summary,
    host: hostToWire(plan.host),
    port: plan.port,
    timeout: plan.timeout_ms,
    secure: plan.secure,
    tls_mode: plan.tls_mode,
    tls_client_profile_url:
      plan.tls_client_profile_id && client.url(`${CLIENT_PROFILES}/${plan.tls_client_profile_id}`),
    helo_name: plan.helo_name,
    max_connections: plan.max_connections,
    ...((newSecret('password', { config, changed }) !== undefined || changed(...DESTINATION, 'oauth2')) && {
      credentials: credentials({ plan, config, prior, again, isMoved: changed(...DESTINATION) }),
    }),
  };
}

/** The body that would create it as it is planned. */
export const wholeEmailServer = (context: CreateContext<Attributes, Client>) =>
  emailServerToWire({ ...context, prior: null, changed: () => true, again: [] });
