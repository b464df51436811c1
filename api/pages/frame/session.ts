import { newToken } from '../../access/access-token.ts';
import type { Caller } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import type { Asker } from '../../http/asker.ts';
import type { Ui } from '../location.ts';
import { type Cookie, nameOver } from './cookie.ts';

/** Who looks at a page, and what their browser showed for it. */
export interface Guest {
  caller: Caller | null;
  /** There was a session, and it is over. */
  hasEnded: boolean;
  /** Binds the forms to this browser. */
  formKey: string;
  /** To be set where the browser had none yet. */
  newCookies: Cookie[];
}

/** Each manager has people of its own, and so a session of its own. */
const sessionCookie = (ui: Ui) => `gatepost-${ui}`;
/** What binds the forms that come before a session, so that nobody is signed in to somebody else's account. */
const BROWSER_COOKIE = 'gatepost-browser';

/** The session goes with the browser, or with its token, whichever is first. */
export const startSession = (ui: Ui, token: string): Cookie => ({ name: sessionCookie(ui), value: token });
export const endSession = (ui: Ui): Cookie => ({ name: sessionCookie(ui), value: null });

/** The token of the session that a browser shows for a manager; null: it shows none. */
export const sessionIn = (cookies: ReadonlyMap<string, string>, ui: Ui, isSecure: boolean): string | null =>
  cookies.get(nameOver(isSecure, sessionCookie(ui))) || null;

/** @param organization that the page is about, looked up at once with whoever asks */
export async function recognize(
  asker: Asker,
  organization: string | undefined,
  cookies: ReadonlyMap<string, string>,
  isSecure: boolean,
): Promise<Guest> {
  const { token } = asker.sender;
  const caller = token === null ? null : await callerOf(asker, organization);
  const known = cookies.get(nameOver(isSecure, BROWSER_COOKIE));
  const browser = known || newToken();
  return {
    caller,
    hasEnded: token !== null && caller === null,
    formKey: caller && token ? token : browser,
    newCookies: known ? [] : [{ name: BROWSER_COOKIE, value: browser }],
  };
}

/** Null for a token that is not, or not any more, a person's. */
async function callerOf(asker: Asker, organization: string | undefined): Promise<Caller | null> {
  try {
    const { caller } = await asker.identify('signed-in', organization);
    return caller.kind === 'user' ? caller : null;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}
