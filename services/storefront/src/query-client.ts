import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api/problem.ts';

const retries = 2;
const longestWaitMs = 10_000;

/** Reads are tried again where that can help: no answer, or a passing fault of the shop. Writes never are. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: shouldRetry, retryDelay: retryDelayMs, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}

function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= retries || !(error instanceof ApiProblem)) return false;
  const passing = error.status === 0 || error.status >= 500;
  return passing && (error.retryAfterSeconds ?? 0) * 1000 <= longestWaitMs;
}

function retryDelayMs(failures: number, error: Error): number {
  const asked = error instanceof ApiProblem ? error.retryAfterSeconds : undefined;
  return asked === undefined ? 500 * 2 ** failures : asked * 1000;
}
