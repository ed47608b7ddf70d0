/** Points by product slug, as of a moment: half of them are left after a week. */
export interface Popularity {
  readonly points: Readonly<Record<string, number>>;
  /** Milliseconds since the epoch. */
  readonly asOfMs: number;
}

export const nothingPopular: Popularity = { points: {}, asOfMs: 0 };

const halfLifeMs = 7 * 86_400_000;
/** Many more than are ever shown, few enough to be one small item. */
export const maxProducts = 400;
/** Less than this is as good as nothing. */
const leastPoints = 0.01;

/** What is left of the points now, and the new ones: only the highest stay. */
export function withPoints(popularity: Popularity, added: ReadonlyMap<string, number>, nowMs: number): Popularity {
  // Another machine's clock may be ahead: points never grow by waiting.
  const remaining = 0.5 ** (Math.max(0, nowMs - popularity.asOfMs) / halfLifeMs);
  const points = new Map(Object.entries(popularity.points).map(([slug, value]) => [slug, value * remaining]));
  for (const [slug, value] of added) points.set(slug, (points.get(slug) ?? 0) + value);
  return {
    points: Object.fromEntries(ranked(points).slice(0, maxProducts)),
    asOfMs: Math.max(nowMs, popularity.asOfMs),
  };
}

/** Slugs, the most popular first. */
export function mostPopular({ points }: Popularity): string[] {
  return ranked(new Map(Object.entries(points))).map(([slug]) => slug);
}

function ranked(points: ReadonlyMap<string, number>): [string, number][] {
  return [...points]
    .map(([slug, value]): [string, number] => [slug, Number(value.toPrecision(6))])
    .filter(([, value]) => value >= leastPoints)
    .sort(([slugA, a], [slugB, b]) => b - a || (slugA < slugB ? -1 : 1));
}
