import type { Kind } from '../assortment/kind.ts';
import type { Random } from '../random.ts';

interface NameParts {
  readonly collection: string;
  readonly trait: string;
  readonly noun: string;
}

/** Three to five sentences. */
export function describeProduct(kind: Kind, { collection, trait, noun }: NameParts, random: Random): string {
  const thing = noun.toLowerCase();
  const use = random.pick(kind.uses);
  const opening = random.pick([
    `The ${collection} ${thing} is made for ${use}.`,
    `${trait} as it should be: a ${thing} for ${use}.`,
    `Made for ${use}, the ${collection} ${thing} does one thing and does it well.`,
    `A ${thing} from the ${collection} series, for ${use}.`,
  ]);
  return [opening, ...random.sample(kind.facts, random.integer(2, 4))].join(' ');
}
