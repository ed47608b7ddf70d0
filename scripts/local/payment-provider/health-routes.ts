import type { DatabaseSync } from 'node:sqlite';
import { Router } from 'express';

export const healthRoutes = (database: DatabaseSync): Router => {
  const probe = database.prepare('SELECT count(*) FROM sqlite_schema');
  const router = Router();

  router.get('/live', (_request, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/ready', (_request, response) => {
    probe.get();
    response.json({ status: 'ok' });
  });

  return router;
};
