import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

/** A place in a standby stack that may name the primary's region. */
const Allowed = z.strictObject({
  stack: z.string(),
  /** The beginning of the place: `resource.aws_sns_topic_subscription.` */
  place: z.string().min(10),
  reason: z.string().min(15),
});
const allowed = z
  .array(Allowed)
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../primary-in-standby.json'), 'utf8')));

interface Mention {
  readonly stack: SynthesizedStack;
  readonly place: string;
}

function placesOf(value: unknown, word: string, place: string): readonly string[] {
  if (typeof value === 'string') return value.includes(word) ? [place] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key.includes(word) ? [`${place}.${key}`] : []),
    ...placesOf(inner, word, place === '' ? key : `${place}.${key}`),
  ]);
}

const mentionsIn = (stack: SynthesizedStack): readonly Mention[] =>
  placesOf(stack.json, stack.environment.primary.region, '').map((place) => ({ stack, place }));

const permits = ({ stack, place }: z.infer<typeof Allowed>, mention: Mention) =>
  mention.stack.name === stack && mention.place.startsWith(place);

export const policy: Policy = {
  guarantee: "a standby stack plans without the primary's region, which it names in listed places only",
  violationsIn(estate) {
    const standbys = estate.stacks.filter(({ role }) => role === 'standby');
    const mentions = standbys.flatMap(mentionsIn);
    return [
      ...(standbys.length === 0 ? ['no standby stack'] : []),
      ...mentions
        .filter((mention) => !allowed.some((entry) => permits(entry, mention)))
        .map(({ stack, place }) => `${stack.id} names ${stack.environment.primary.region} in ${place}`),
      ...allowed
        .filter((entry) => !mentions.some((mention) => permits(entry, mention)))
        .map(({ stack, place }) => `primary-in-standby.json permits ${place} in ${stack}, which nothing needs`),
    ];
  },
  mutations: [
    {
      title: "names the primary's region in a standby stack",
      apply(estate) {
        const stack = stacksNamed(estate, 'network').find(({ role }) => role === 'standby')!;
        resourcesIn(stack, 'aws_vpc')[0]!.arguments.peer_region = stack.environment.primary.region;
      },
    },
  ],
};
