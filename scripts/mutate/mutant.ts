/** One guard taken away, and the test that must notice. */
export interface Mutant {
  /** What the guard promises. */
  readonly guard: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The test file that must fail, and a part of the name of the test that does. */
  readonly test: string;
  readonly testName: string;
}
