import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const attemptTimeoutMs = 1000;
const pollMs = 40;

export function httpProbe(url: string): () => Promise<void> {
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(attemptTimeoutMs) });
    await response.arrayBuffer();
    if (response.status >= 500) throw new Error(`${url} answers ${response.status}`);
  };
}

/** For servers that have no page to ask for; an HTTP server that refuses the request proves enough. */
export function tcpProbe(host: string, port: number): () => Promise<void> {
  return () =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port, timeout: attemptTimeoutMs });
      socket.once('connect', () => {
        socket.destroy();
        resolve();
      });
      socket.once('timeout', () => socket.destroy(new Error(`no answer at ${host}:${port}`)));
      socket.once('error', reject);
    });
}

/**
 * Asks until the answer is a success.
 * @throws the last error after `timeoutMs`, or `signal`'s reason.
 */
export async function pollUntil<Result>(
  attempt: () => Promise<Result>,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await delay(pollMs);
  }
}
