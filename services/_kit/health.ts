import { Router } from 'express';

export interface ReadinessCheck {
  readonly name: string;
  /** Rejects when the dependency can't be used. */
  readonly check: () => Promise<unknown>;
}

export interface Health {
  readonly router: Router;
  /** From now on `/health/ready` answers 503, so that nobody sends new work. */
  drain(): void;
}

const checkTimeoutMs = 2_000;

/** `/health/live` checks nothing: a restart cures no dependency. `/health/ready` names what can't be used. */
export function createHealth(checks: readonly ReadinessCheck[]): Health {
  let draining = false;
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  router.get('/health/ready', async (_request, response) => {
    const results = await Promise.all(checks.map(async ({ name, check }) => [name, await outcomeOf(check)] as const));
    const ready = !draining && results.every(([, outcome]) => outcome === 'ok');
    response
      .status(ready ? 200 : 503)
      .json({ status: draining ? 'draining' : ready ? 'ready' : 'not-ready', checks: Object.fromEntries(results) });
  });
  return {
    router,
    drain: () => {
      draining = true;
    },
  };
}

async function outcomeOf(check: () => Promise<unknown>): Promise<'ok' | 'failed' | 'timeout'> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), checkTimeoutMs);
  });
  try {
    return await Promise.race([check().then(() => 'ok' as const), timeout]);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}
