import type { FailureCode } from '@evermart/contracts/http/checkout';
import type { EventFactory } from '@evermart/kit/events';
import type { ServiceClient } from '@evermart/kit/http-client';
import type { FieldError } from '@evermart/kit/problem';
import type { Findings, JournalEntry, StepName } from '../checkouts/journal-entry.ts';

export interface Services {
  readonly cart: ServiceClient;
  readonly catalog: ServiceClient;
  readonly user: ServiceClient;
  readonly payment: ServiceClient;
  readonly order: ServiceClient;
}

export interface StepDeps {
  readonly services: Services;
  readonly event: EventFactory;
  readonly reservationSeconds: number;
}

/**
 * One step of the purchase and, beside it, what undoes it. Both are asked again after a crash, so both are idempotent
 * by checkout id; and since a worker that lost its lease may be late, undoing also forbids the step from then on.
 */
export interface Step {
  readonly name: StepName;
  /** Its record is written with the next step's: nothing is lost if it is asked again. */
  readonly recordedWithNext?: true;
  /** @throws RefusedError to end the purchase; anything else to try again later */
  run(entry: JournalEntry, deps: StepDeps): Promise<Findings>;
  /** Absent where the purchase can only go forward. */
  compensate?(entry: JournalEntry, deps: StepDeps): Promise<void>;
}

/** The purchase can't be made, for a reason the shopper is told. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: FailureCode;
  /** Which lines are to blame, where that is known. */
  readonly errors: FieldError[] | undefined;

  constructor(code: FailureCode, detail: string, options: ErrorOptions & { errors?: FieldError[] | undefined } = {}) {
    super(detail, options);
    this.code = code;
    this.errors = options.errors;
  }
}
