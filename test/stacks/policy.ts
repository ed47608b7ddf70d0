import type { Estate } from '../support/synthesized.ts';

/** Takes one protection out of a copy of the estate. */
export interface Mutation {
  /** What it does, e.g. `removes a NAT gateway`. */
  readonly title: string;
  apply(estate: Estate): void;
}

/** Something that holds for the whole estate, and ways to break it that it must notice. */
export interface Policy {
  /** A sentence: what is guaranteed. */
  readonly guarantee: string;
  /** One line for each violation, naming stack and resource. None where the guarantee holds. */
  violationsIn(estate: Estate): readonly string[];
  /** At least one. */
  readonly mutations: readonly Mutation[];
}
