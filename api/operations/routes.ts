import { type Request, type RequestHandler, Router } from 'express';
import { demand } from '../access/caller.ts';
import { isLoopback } from '../access/network.ts';
import type { Context } from '../context.ts';
import { authenticate } from '../http/authenticate.ts';
import { measureCertificates } from './certificate-days.ts';
import { measureDueMail } from './due-mail.ts';
import { measureBreakers } from './mail-server-state.ts';
import { measureOutbox } from './outbox-depth.ts';
import { checkReadiness, measureProgress } from './readiness.ts';

/**
 * What watches the process asks, outside of /api: `/livez` (it runs), `/readyz` (it can do its work), `/metrics`.
 * The first two are open and name nothing that is secret.
 */
export function operations(context: Context): Router {
  const router = Router();
  router.get('/livez', named('/livez'), (_request, response) => {
    response.json({ status: 'alive' });
  });
  router.get('/readyz', named('/readyz'), async (_request, response) => {
    const readiness = await checkReadiness(context);
    response.status(readiness.ready ? 200 : 503).json(readiness);
  });
  router.get('/metrics', named('/metrics'), async (request, response) => {
    await demandWatcher(context, request);
    const { watch } = context;
    const [depth, progress, due, certificates, breakers] = await Promise.all([
      measureOutbox(watch),
      measureProgress(context),
      measureDueMail(watch),
      measureCertificates(watch),
      measureBreakers(watch),
    ]);
    const { type, text } = await context.metrics.render({ depth, progress, due, certificates, breakers });
    response.set('Content-Type', type).send(text);
  });
  return router;
}

/** Names the route for the metrics, and keeps what is asked every few seconds out of caches. */
function named(route: string): RequestHandler {
  return (_request, response, next) => {
    response.locals.route = route;
    response.set('Cache-Control', 'no-store');
    next();
  };
}

/** From the machine itself the metrics are open, also while the database is down; from elsewhere they need cloud/view. */
async function demandWatcher(context: Context, request: Request): Promise<void> {
  if (isFromLoopback(request)) return;
  const { caller } = await authenticate(context, ['cloud/view'], request);
  demand(caller, ['cloud/view'], { orgId: context.adminOrgId, adminOrgId: context.adminOrgId });
}

/** What a proxy on this machine forwards comes from elsewhere, also when that proxy was not named as trusted. */
function isFromLoopback(request: Request): boolean {
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => name in request.headers);
  return !isForwarded && isLoopback(request.socket.remoteAddress ?? '');
}
