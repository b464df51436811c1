import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.ts';
import { activatePage } from './activate/page.ts';
import { readAsset } from './asset.ts';
import type { Location } from './location.ts';
import { resetPage } from './reset/page.ts';
import { CONTENT_SECURITY_POLICY } from './security-policy.ts';
import { signInPage } from './sign-in/page.ts';

const SCRIPT = readAsset('form.js');

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
  router.get('/pages/form.js', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('text/javascript').send(SCRIPT);
  });
  return router;
}

type Render = (at: Location, query: Record<string, unknown>) => string | Promise<string>;

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
    response.type('html').send(await render({ publicUrl, prefix }, request.query));
  };
}
