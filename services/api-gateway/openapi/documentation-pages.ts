import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { type RequestHandler, Router } from 'express';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { pageSecurityPolicy } from '../http/security-headers.ts';
import { openApiDocument } from './document.ts';

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;
const documentPath = '/api/openapi.json';

/** The OpenAPI document and its pages, all from this process and with nothing inline. */
export function documentationPages(endpoints: readonly Endpoint[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  let document: string | undefined;

  router.get(documentPath, (_request, response) => {
    document ??= JSON.stringify(openApiDocument(endpoints));
    response.set('Cache-Control', 'public, max-age=60').type('json').send(document);
  });
  router.get('/api/docs', asPage, (_request, response) => response.type('html').send(page));
  router.get('/api/docs/start.js', asPage, (_request, response) => response.type('js').send(startScript));
  for (const asset of assets) {
    router.get(`/api/docs/${asset}`, asPage, (_request, response) => {
      response.sendFile(asset, { root: swaggerUiDirectory(), acceptRanges: false });
    });
  }
  const paths = [documentPath, '/api/docs', '/api/docs/start.js', ...assets.map((asset) => `/api/docs/${asset}`)];
  for (const path of paths) router.all(path, refuseMethod(['GET']));
  return router;
}

const asPage: RequestHandler = (_request, response, next) => {
  response.set('Content-Security-Policy', pageSecurityPolicy).set('Cache-Control', 'public, max-age=3600');
  next();
};

/** Found at run time, so that a bundle of this service needs the package beside it only when the pages are asked for. */
function swaggerUiDirectory(): string {
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evermart API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" href="/api/docs/favicon-32x32.png">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const startScript = `SwaggerUIBundle({ url: '${documentPath}', dom_id: '#api', deepLinking: true });\n`;
