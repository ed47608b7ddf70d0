import { expect } from 'chai';
import fc from 'fast-check';
import { maxProducts, mostPopular, nothingPopular, type Popularity, withPoints } from '../signals/popularity.ts';
import { createPopularityTally } from '../signals/popularity-tally.ts';

const weekMs = 7 * 86_400_000;
const sales = fc.array(
  fc.record({
    slug: fc.constantFrom('a', 'b', 'c', 'd'),
    points: fc.integer({ min: 1, max: 9 }),
    afterMs: fc.nat(weekMs),
  }),
  { maxLength: 30 },
);

describe('popularity', () => {
  it('is halved in a week', () => {
    const popularity = withPoints(nothingPopular, new Map([['shirt', 8]]), 0);

    expect(withPoints(popularity, new Map(), weekMs).points).to.deep.equal({ shirt: 4 });
    expect(withPoints(popularity, new Map([['hat', 5]]), weekMs).points).to.deep.equal({ hat: 5, shirt: 4 });
  });

  it('never has more points than were given, and none below zero', () => {
    fc.assert(
      fc.property(sales, (events) => {
        let popularity = nothingPopular;
        let nowMs = 0;
        for (const { slug, points, afterMs } of events) {
          nowMs += afterMs;
          popularity = withPoints(popularity, new Map([[slug, points]]), nowMs);
        }
        const given = events.reduce((sum, { points }) => sum + points, 0);
        const left = Object.values(popularity.points);
        expect(left.reduce((sum, points) => sum + points, 0)).to.be.at.most(given + 1e-3);
        expect(left.every((points) => points > 0)).to.equal(true);
      }),
    );
  });

  it('does not grow when a clock goes back', () => {
    const popularity = withPoints(nothingPopular, new Map([['shirt', 8]]), weekMs);

    expect(withPoints(popularity, new Map(), 0)).to.deep.equal(popularity);
  });

  it('keeps the best when there are too many products', () => {
    const points = new Map(Array.from({ length: maxProducts * 2 }, (_, index) => [`product-${index}`, index + 1]));

    const slugs = mostPopular(withPoints(nothingPopular, points, 0));

    expect(slugs).to.have.lengthOf(maxProducts);
    expect(slugs[0]).to.equal(`product-${maxProducts * 2 - 1}`);
  });
});

describe('the tally', () => {
  it('writes again when another process came first, and loses none of the points', async () => {
    let stored: Popularity = nothingPopular;
    let revision = 0;
    let others = 2;
    const tally = createPopularityTally({
      signals: {
        popularity: async () => ({ ...stored, revision: String(revision) }),
        savePopularity: async (popularity, read) => {
          if (others > 0) {
            others -= 1;
            stored = withPoints(stored, new Map([['other', 1]]), Date.now());
            revision += 1;
          }
          if (read !== String(revision)) return false;
          stored = popularity;
          return true;
        },
      },
    });
    tally.add('shirt', 5);

    await tally.flush();

    expect(Math.round(stored.points.other ?? 0)).to.equal(2);
    expect(Math.round(stored.points.shirt ?? 0)).to.equal(5);
  });

  it('keeps what it could not write for the next time', async () => {
    let away = true;
    let saved: Popularity = nothingPopular;
    const tally = createPopularityTally({
      signals: {
        popularity: async () => ({ ...nothingPopular, revision: undefined }),
        savePopularity: async (popularity) => {
          if (away) throw new Error('away');
          saved = popularity;
          return true;
        },
      },
    });
    tally.add('shirt', 5);
    const failure = await tally.flush().catch((error: unknown) => error);
    tally.add('shirt', 1);
    away = false;

    await tally.flush();

    expect(failure).to.be.instanceOf(Error);
    expect(saved.points).to.deep.equal({ shirt: 6 });
  });
});
