import express, { type Express } from 'express';
import { audit } from './audit/observer.ts';
import type { Context } from './context.ts';
import { notFound } from './errors.ts';
import { compressAnswer } from './http/compression.ts';
import { answerErrors } from './http/error-handler.ts';
import { mount } from './http/mount.ts';
import { logRequests } from './http/request-log.ts';
import { dataHeaders, documentHeaders } from './http/security-headers.ts';
import { createShare, type Shares } from './http/share.ts';
import { traceRequests } from './http/trace-requests.ts';
import { documentation } from './openapi/docs.ts';
import { operations } from './operations/routes.ts';
import { pages } from './pages/index.ts';
import { routes } from './routes.ts';

/** Of the connections for requests, those that the requests of one caller hold at once: a third, and half where nobody else asks. */
export function callerShares({ config }: Pick<Context, 'config'>): Shares {
  const most = Math.floor(config.scale.databasePoolSize / 3);
  return { most, alone: Math.floor(config.scale.databasePoolSize / 2) };
}

/**
 * The process as an Express application; whoever calls this decides where it listens. Whoever watches is answered in
 * every role, requests are in that of the API alone.
 */
export function createApp(context: Context): Express {
  const app = express();
  app.disable('x-powered-by');
  // Express's own entity tags are weak hashes of bodies; ours are the versions of rows.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', context.config.trustProxy ?? false);
  app.use(logRequests(context.log), traceRequests, context.metrics.countRequests);
  const isApi = context.config.scale.roles.has('api');
  const performer = { context, observer: audit, share: createShare(callerShares(context)) };
  if (isApi) app.use('/api', dataHeaders, mount(performer, routes));
  app.use(documentHeaders, compressAnswer, operations(context));
  if (isApi) app.use(pages(performer)).use('/api', documentation(context, routes));
  app.use(() => {
    throw notFound();
  });
  app.use(answerErrors(context.log));
  return app;
}
