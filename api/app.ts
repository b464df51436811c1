import express, { type Express } from 'express';
import helmet from 'helmet';
import { audit } from './audit/observer.ts';
import type { Context } from './context.ts';
import { notFound } from './errors.ts';
import { compressAnswer } from './http/compression.ts';
import { answerErrors } from './http/error-handler.ts';
import { mount } from './http/mount.ts';
import { logRequests } from './http/request-log.ts';
import { documentation } from './openapi/docs.ts';
import { operations } from './operations/routes.ts';
import { pages } from './pages/index.ts';
import { routes } from './routes.ts';

/** The API as an Express application; whoever calls this decides where it listens. */
export function createApp(context: Context): Express {
  const app = express();
  app.disable('x-powered-by');
  // Express's own entity tags are weak hashes of bodies; ours are the versions of rows.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', context.config.trustProxy ?? false);
  app.use(helmet(), logRequests(context.log), context.metrics.countRequests);
  app.use('/api', mount({ context, observer: audit }, routes));
  app.use(compressAnswer, operations(context), pages(context));
  app.use('/api', documentation(context, routes));
  app.use(() => {
    throw notFound();
  });
  app.use(answerErrors(context.log));
  return app;
}
