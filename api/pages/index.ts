import { type RequestHandler, Router } from 'express';
import type { Context } from '../context.ts';
import { activatePage } from './activate.ts';
import { type Page, page } from './page.ts';
import { resetPage } from './reset.ts';
import { signInPage } from './sign-in.ts';

/** The plain pages that links in mails lead to: each says which REST call to make. They need no script. */
export function pages(context: Context): Router {
  const router = Router();
  router.get(
    '/manager/activate',
    show((query) => activatePage(context, query.activation)),
  );
  for (const side of ['cloud', 'manager'] as const) {
    router.get(
      `/${side}/reset`,
      show(() => resetPage(context.publicUrl())),
    );
    router.get(
      `/${side}`,
      show(() => signInPage(context.publicUrl(), side)),
    );
  }
  return router;
}

/** A page may hold the token of its own address: no cache keeps it, and no other site learns the address. */
function show(render: (query: Record<string, unknown>) => Page | Promise<Page>): RequestHandler {
  return async (request, response) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' });
    response.type('html').send(page(await render(request.query)));
  };
}
