/** One protection, and how it is taken out of the synthesized JSON. */
export interface Mutant {
  /** What is taken away, e.g. `encryption of the database`. */
  readonly protection: string;
  /** The type of the resources that have it. Each of them is mutated in turn. */
  readonly type: string;
  /** Which of them; all if left out. */
  readonly where?: (given: Readonly<Record<string, unknown>>, address: string) => boolean;
  /** The whole resource, or arguments by their paths and what they become; `undefined` leaves one out. */
  readonly change: 'remove' | Readonly<Record<string, unknown>>;
}
