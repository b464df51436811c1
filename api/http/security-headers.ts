import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What browsers are told about documents, each of which may say more of itself. */
export const documentHeaders: RequestHandler = helmet();

/**
 * What they are told about data, of which nothing is to be shown, framed, guessed or taken elsewhere (OWASP REST Security
 * Cheat Sheet). The others are about documents, and each header costs every request.
 */
export const dataHeaders: RequestHandler = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xPoweredBy: false,
  xXssProtection: false,
});
