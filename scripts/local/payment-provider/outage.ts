import { type RequestHandler, Router } from 'express';
import { hang } from './answer-manner.ts';
import { ProviderError } from './provider-error.ts';
import { parseBody } from './request-parts.ts';
import { Outage, type OutageMode } from './schemas.ts';

/**
 * A switch for tests: makes every payment call hang, fail or lose its connection, before it has any effect.
 * It is held in memory only; a restart ends the outage.
 */
export const createOutage = (hangLimitMs: number) => {
  let mode: OutageMode = 'none';

  const obey: RequestHandler = (request, response, next) => {
    if (mode === 'none') return next();
    if (mode === 'hang') return hang(response, hangLimitMs);
    if (mode === 'refuse') return void request.socket.destroy();
    throw new ProviderError(500, 'provider_error', 'the provider is out of order');
  };

  const controls = Router();
  controls.get('/outage', (_request, response) => {
    response.json({ mode });
  });
  controls.post('/outage', (request, response) => {
    ({ mode } = parseBody(Outage, request));
    response.json({ mode });
  });

  return { obey, controls };
};
