import type { Exception } from './exceptions.ts';

/** What a run met, against what is accepted. */
export interface Comparison {
  readonly accepted: readonly Exception[];
  /** Met and not listed. */
  readonly unlisted: readonly string[];
  /** Listed and not met. */
  readonly unneeded: readonly Exception[];
}

const shortestReason = 20;

/** @throws Error for an exception without a reason, or that stands twice */
export function compareExceptions(listed: readonly Exception[], met: readonly string[]): Comparison {
  for (const { what, reason } of listed) {
    if (reason.trim().length < shortestReason) throw new Error(`Exception ${what}: say why, not "${reason}"`);
    if (listed.filter((other) => other.what === what).length > 1) throw new Error(`Exception ${what} stands twice`);
  }
  const distinct = [...new Set(met)].sort();
  return {
    accepted: listed.filter(({ what }) => distinct.includes(what)),
    unlisted: distinct.filter((name) => !listed.some(({ what }) => what === name)),
    unneeded: listed.filter(({ what }) => !distinct.includes(what)),
  };
}
