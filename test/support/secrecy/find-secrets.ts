/** A piece of what the shop has kept or said, e.g. a column of a row or a line of a log. */
export interface Place {
  /** Where it stands: `log checkout`, `dynamodb carts`, `postgres orders.orders.document`, `topic order-events`, `kinesis clickstream`, `redis`. */
  readonly name: string;
  readonly text: string;
}

export interface Secret {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Where it may stand, by the place's name, each with the reason. Default: nowhere. */
  readonly allowed?: Readonly<Record<string, string>>;
}

export interface Finding {
  readonly kind: string;
  readonly place: string;
  /** What stands around it, for whoever has to find the line that let it out. */
  readonly around: string;
}

const aroundLength = 80;

/** Every secret that stands where it may not. */
export function findSecrets(places: readonly Place[], secrets: readonly Secret[]): Finding[] {
  return places.flatMap(({ name, text }) =>
    secrets.flatMap(({ kind, pattern, allowed = {} }) => {
      if (name in allowed) return [];
      const found = pattern.exec(text);
      if (found === null) return [];
      const around = text.slice(Math.max(0, found.index - aroundLength), found.index + found[0].length + aroundLength);
      return [{ kind, place: name, around }];
    }),
  );
}

/** The text itself, also as part of an URL. */
export function literally(...values: readonly string[]): RegExp {
  const spellings = values.flatMap((value) => [value, encodeURIComponent(value)]);
  return new RegExp([...new Set(spellings)].map((text) => text.replace(/\W/g, '\\$&')).join('|'));
}

/** The digits in a row or in groups, as people write a card's number. */
export function digitsOf(number: string): RegExp {
  return new RegExp([...number].join('[ -]?'));
}

/** A short number on its own, not as a fraction of a second or a part of an id. */
export function standingAlone(codes: readonly string[]): RegExp {
  return new RegExp(`(?<![\\w.-])(${codes.join('|')})(?![\\w.-])`);
}
