import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';
import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { openApiDocument } from './document.ts';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gatepost API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

/** The script stands in a file of its own: the content security policy allows none in the page. */
const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#swagger-ui', deepLinking: true, showExtensions: true });\n`;

/** `/api/openapi.json` and a page to browse it at `/api/docs`; both are open, and neither knows a secret. */
export function documentation(context: Context, routes: readonly Route[]): Router {
  const router = Router({ strict: true });
  let document: unknown;
  router.get('/openapi.json', (_request, response) => {
    document ??= openApiDocument(routes, context.publicUrl());
    response.json(document);
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(PAGE);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(START);
  });
  router.use('/docs/assets', express.static(assets, { index: false, dotfiles: 'ignore' }));
  return router;
}
