import { type Request, type RequestHandler, type Response, Router } from 'express';
import { ApiError, notFound } from '../../errors.ts';
import { understand } from '../../http/error-handler.ts';
import { redirect, sendFile, showDocument, showLive, showPage, showRefusal } from './answer.ts';
import { fillPath } from './api-path.ts';
import { flashCookie } from './flash.ts';
import { readForm } from './form-data.ts';
import { isFormToken } from './form-token.ts';
import { needOf } from './needs.ts';
import { type Page, Refusal, type Visit } from './page.ts';
import { type Arrival, arrive, type Site } from './visit.ts';

/** Serves pages as they are declared; of two that fit a path the first counts. */
export function servePages(site: Site): Router {
  const router = Router();
  for (const page of site.pages) {
    const path = page.path.replace(/\{(\w+)\}/g, ':$1');
    router.get(path, serve(site, page, show));
    if (page.actions) router.post(path, serve(site, page, act));
  }
  const [home] = site.pages;
  if (home) router.use(['/cloud', '/manager'], serve(site, home, lost));
  return router;
}

type Serve = (site: Site, arrival: Arrival, request: Request, response: Response) => Promise<void>;

function serve(site: Site, page: Page, run: Serve): RequestHandler {
  return async (request, response) => {
    response.locals.route = page.path;
    const arrival = await arrive(site, page, request, response);
    response.locals.callerId = arrival.visit.who?.id;
    try {
      await run(site, arrival, request, response);
    } catch (thrown) {
      const { log } = site.performer.context;
      const { code, status, message } =
        thrown instanceof Refusal ? thrown.refused : understand(log, thrown, response.get('X-Request-Id') ?? null);
      // Of a live page the head is out, and its end.
      if (response.headersSent) return;
      showRefusal(site, arrival, request, response, { code, status, message });
    }
  };
}

async function show(site: Site, arrival: Arrival, request: Request, response: Response): Promise<void> {
  if (await isTurnedAway(arrival, request, response)) return;
  await showPage(site, arrival, request, response, 200);
}

const lost: Serve = async () => {
  throw notFound();
};

async function act(site: Site, arrival: Arrival, request: Request, response: Response): Promise<void> {
  const typed = await readForm(request, response, arrival.guest.caller !== null);
  if (await isTurnedAway(arrival, request, response)) return;
  demandOwnForm(arrival, request, typed);
  const action = actionOf(arrival.visit.page, typed.action ?? '');
  if (!action) throw new ApiError('validation_failed', arrival.visit.t('frame.noSuchAction'));
  const visit: Visit = { ...arrival.visit, typed };
  const outcome = await action(visit);
  if ('to' in outcome) {
    const flash = outcome.flash ? [flashCookie(outcome.flash)] : [];
    redirect({ ...arrival, visit }, response, outcome.to, [...(outcome.cookies ?? []), ...flash]);
    return;
  }
  if ('file' in outcome) return sendFile(response, outcome.file);
  if ('document' in outcome) return showDocument({ ...arrival, visit }, response, outcome.document);
  if ('live' in outcome) return showLive(site, { ...arrival, visit }, request, response, outcome.live);
  const refused = 'refused' in outcome ? outcome.refused : null;
  const shown = 'shown' in outcome ? outcome.shown : null;
  // What another one changed meanwhile is a conflict, whatever was typed.
  const status = refused === null ? 200 : refused.status === 400 ? 422 : refused.status;
  await showPage(site, { ...arrival, visit: { ...visit, refused, shown } }, request, response, status);
}

/** Of those that the page declares: not what every object has, such as `constructor`. */
const actionOf = ({ actions = {} }: Page, name: string) => (Object.hasOwn(actions, name) ? actions[name] : undefined);

/** A form of ours that this browser was shown (CSRF). */
function demandOwnForm({ guest, visit }: Arrival, request: Request, typed: Readonly<Record<string, string>>): void {
  const site = request.headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  if (isOwn && isFormToken(guest.formKey, typed.form_token ?? '')) return;
  throw new ApiError('forbidden', visit.t('frame.staleForm'));
}

/** Whoever has not signed in does so first; whoever may not, hears it from the API, whose audit then has it. */
async function isTurnedAway(arrival: Arrival, request: Request, response: Response): Promise<boolean> {
  const { visit, guest } = arrival;
  const { needs } = visit.page;
  if (needs !== 'open' && guest.caller === null) {
    const next = encodeURIComponent(request.method === 'GET' ? request.originalUrl : request.path);
    const ended = guest.hasEnded ? [flashCookie({ key: 'signIn.ended' })] : [];
    redirect(arrival, response, `/${visit.ui}/sign-in?next=${next}`, ended);
    return true;
  }
  if (visit.may(needs)) return false;
  const need = needOf(needs);
  // What routes call an item has a word of its own in the path of a page.
  const params = { item: Object.values(visit.params).at(-1) ?? '', ...visit.params, org: 'admin' };
  const path = need && fillPath(need.path, params);
  // Whatever the API thinks of it, nothing is done.
  const refused = path && (await visit.call(need.method, path, { query: { validate_only: 'true' }, body: {} }));
  if (refused && !refused.ok) throw new Refusal(refused);
  throw new ApiError('forbidden', visit.t('frame.forbidden'));
}
