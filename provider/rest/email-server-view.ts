import { type OAuth2View, oauth2State } from './email-server-oauth2.ts';
import { type HeaderView, headerOf } from './header.ts';
import { idOf } from './reference.ts';

/** An email server as the API answers it. */
export interface EmailServerView extends HeaderView {
  readonly host: string;
  readonly port: number;
  readonly credentials: { readonly username?: string | null; readonly auth?: OAuth2View };
  /** Milliseconds. */
  readonly timeout: number;
  readonly secure: boolean;
  readonly tls_mode: string | null;
  readonly tls_client_profile_url: string | null;
  readonly helo_name: string | null;
  readonly max_connections: number;
  readonly password_set: boolean;
  readonly password_fingerprint: string | null;
  readonly client_secret_fingerprint: string | null;
  /** There is a secret that the API can't read any more. */
  readonly unreadable: boolean;
}

export const EMAIL_SERVERS = '/orgs/admin/mail-servers';

export function emailServerState(view: EmailServerView) {
  return {
    ...headerOf(view),
    summary: view.summary ?? null,
    host: view.host,
    port: view.port,
    username: view.credentials.username ?? null,
    oauth2: oauth2State(view.credentials.auth),
    secure: view.secure,
    tls_mode: view.tls_mode,
    timeout_ms: view.timeout,
    tls_client_profile_id: idOf(view.tls_client_profile_url),
    helo_name: view.helo_name,
    max_connections: view.max_connections,
  };
}
