import { isServiceError } from '@evermart/kit/problem';

/**
 * Seconds until a failed event comes again, by how often it was received; after the fifth it is a dead letter. While the
 * mail system is away they stretch over an hour, so that only a long outage needs a redrive; a faulty event fails fast.
 */
const outageDelaysSeconds = [5, 60, 600, 3_600] as const;
const faultDelaySeconds = 1;

export function retryDelaySeconds(receives: number, error: unknown): number {
  if (!isServiceError(error, 'dependency-unavailable')) return faultDelaySeconds;
  return outageDelaysSeconds[Math.min(receives, outageDelaysSeconds.length) - 1] ?? faultDelaySeconds;
}
