import { type ProblemCode, problemStatuses, problemTitles } from '@evermart/contracts/http/problem-codes';
import { ServiceError } from '@evermart/kit/problem';
import { Router } from 'express';
import { refuseMethod } from '../http/refuse-method.ts';
import { problemTexts } from './problem-texts.ts';

/** `/problems/<code>`: what the `type` of a problem points to. */
export function problemPages(): Router {
  const router = Router();
  router.get('/problems/:code', (request, response) => {
    const { code } = request.params;
    if (!isProblemCode(code)) throw new ServiceError('not-found', 'There is no problem of that name.');
    response.set('Cache-Control', 'public, max-age=3600').type('html').send(page(code));
  });
  router.all('/problems/:code', refuseMethod(['GET']));
  return router;
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemStatuses, code);
}

function page(code: ProblemCode): string {
  const { meaning, remedy } = problemTexts[code];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${problemTitles[code]}</title>
<h1>${problemTitles[code]}</h1>
<p><code>${code}</code>, HTTP status ${problemStatuses[code]}</p>
<h2>What it means</h2>
<p>${meaning}</p>
<h2>What to do</h2>
<p>${remedy}</p>
<p><a href="/api/docs">The API's documentation</a></p>
</html>
`;
}
