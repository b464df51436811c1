import { apiPath } from '../frame/api-path.ts';
import { columnsView } from '../frame/list.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { endSession } from '../frame/session.ts';
import type { Ui } from '../location.ts';

/** Where one is signed in; each place can be ended. */
export const sessionsPage = (ui: Ui): Page => ({
  path: `/${ui}/sessions`,
  title: 'sessions.title',
  needs: 'signed-in',
  template: 'sessions/page.hbs',
  data: describe,
  actions: { 'sign-out': signOut, end: endOne, 'end-others': endOthers },
});

const COLUMNS = [
  { label: 'sessions.by' },
  { label: 'sessions.begun' },
  { label: 'sessions.ends' },
  { label: 'frame.actions', isQuiet: true },
] as const;

async function describe(visit: Visit) {
  const { body } = await visit.read('/me/sessions');
  return { sessions: body.results, columns: columnsView(visit, COLUMNS), hasOthers: body.results.length > 1 };
}

async function signOut(visit: Visit): Promise<Outcome> {
  const result = await visit.call('POST', '/me/sign-out');
  if (!result.ok) return { refused: result };
  return {
    to: `/${visit.ui}/sign-in`,
    flash: { key: 'sessions.signedOut' },
    cookies: [endSession(visit.ui)],
  };
}

async function endOne(visit: Visit): Promise<Outcome> {
  const result = await visit.call('DELETE', apiPath`/me/sessions/${visit.typed.session}`);
  return result.ok ? { to: visit.page.path, flash: { key: 'sessions.ended' } } : { refused: result };
}

async function endOthers(visit: Visit): Promise<Outcome> {
  const result = await visit.call('DELETE', '/me/sessions');
  return result.ok ? { to: visit.page.path, flash: { key: 'sessions.othersEnded' } } : { refused: result };
}
