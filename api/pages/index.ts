import { readFileSync } from 'node:fs';
import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.ts';
import { activatePage } from './activate.ts';
import type { Location } from './location.ts';
import { CONTENT_SECURITY_POLICY, type Page, page, SCRIPT_PATH } from './page.ts';
import { resetPage } from './reset.ts';
import { signInPage } from './sign-in.ts';

const SCRIPT = readFileSync(new URL('form.js', import.meta.url), 'utf8');

/** The small pages that links in mails lead to. Each does its work by one REST call, which it also shows. */
export function pages(context: Context): Router {
  const router = Router();
  router.get(
    '/manager/activate',
    show(context, (at, query) => activatePage(context, at, query.activation)),
  );
  for (const side of ['cloud', 'manager'] as const) {
    router.get(
      `/${side}/reset`,
      show(context, (at) => resetPage(at, side)),
    );
    router.get(
      `/${side}`,
      show(context, (at) => signInPage(at, side)),
    );
  }
  router.get(SCRIPT_PATH, (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('text/javascript').send(SCRIPT);
  });
  return router;
}

type Render = (at: Location, query: Record<string, unknown>) => Page | Promise<Page>;

/** A page may hold the token of its own address: no cache keeps it, and no other site learns the address. */
function show(context: Context, render: Render): RequestHandler {
  return async (request, response) => {
    const publicUrl = context.publicUrl();
    const prefix = new URL(publicUrl).pathname.replace(/\/$/, '');
    response.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    });
    response.type('html').send(page(await render({ publicUrl, prefix }, request.query), prefix));
  };
}
