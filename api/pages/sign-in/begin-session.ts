import { forgetRenewal } from '../../access/session.ts';
import type { Result } from '../../http/inside.ts';
import type { Cookie } from '../frame/cookie.ts';
import type { Visit } from '../frame/page.ts';
import { startSession } from '../frame/session.ts';
import type { Ui } from '../location.ts';

/** With what one signs in. */
export interface Credentials {
  username: string | undefined;
  password: string | undefined;
  realm: string | undefined;
}

/**
 * Signs in by the very sign-in of the API: its guard, its limits, its audit. People need no client: the session is
 * Gatepost's own, and goes on whichever registration is switched off. The one that this browser had there ends.
 */
export async function beginSession(
  visit: Visit,
  ui: Ui,
  { username, password, realm }: Credentials,
): Promise<{ result: Result; cookies: Cookie[] }> {
  const result = await visit.call('POST', '/token', { body: { grant_type: 'password', username, password, realm } });
  if (!result.ok) return { result, cookies: [] };
  const { access_token: token, refresh_token: renewal } = result.body;
  // A browser keeps one secret: its session ends when its token does.
  if (renewal !== undefined) await forgetRenewal(visit.context.database.manager, renewal);
  await endFormer(visit, ui);
  return { result, cookies: [startSession(ui, token)] };
}

/** Its cookie is written over, so that nobody could sign out of it any more. One that is over already is refused. */
async function endFormer(visit: Visit, ui: Ui): Promise<void> {
  const token = visit.sessionOn(ui);
  if (token !== null) await visit.call('POST', '/me/sign-out', { token });
}
