import type { Clock } from '@evermart/kit/clock';
import type { CrashPoint } from '@evermart/kit/crash-points';
import type { EventPublisher } from '@evermart/kit/event-publisher';
import { authorizePayment } from '../steps/authorize-payment.ts';
import { capturePayment } from '../steps/capture-payment.ts';
import { claimCart, completeClaim } from '../steps/claim-cart.ts';
import { commitReservation } from '../steps/commit-reservation.ts';
import { createOrder } from '../steps/create-order.ts';
import { reserveStock } from '../steps/reserve-stock.ts';
import { settleOrder } from '../steps/settle-order.ts';
import { RefusedError, type Step, type StepDeps } from '../steps/step.ts';
import type { Journal } from './journal.ts';
import type { Findings, JournalEntry, StepName, StepRecord } from './journal-entry.ts';

/** The purchase, in order. `capture-payment` is the point of no return. */
const steps: readonly Step[] = [
  claimCart,
  reserveStock,
  authorizePayment,
  createOrder,
  capturePayment,
  commitReservation,
  settleOrder,
];

export interface DriverDeps extends StepDeps {
  readonly journal: Journal;
  readonly publisher: EventPublisher;
  readonly region: string;
  readonly epoch: number;
  readonly clock: Clock;
  readonly crashPoint: CrashPoint;
  readonly giveUpAfterMs: number;
}

/**
 * Drives a leased purchase as far as it goes: forward to `confirmed`, or back to `failed` once a step refuses.
 * Safe to call again at any point, by any worker that holds the lease.
 *
 * Crash points: `<step>:done` after a step's effect, `<step>:recorded` after it is in the journal,
 * `<step>:compensated` after it was undone, `closed` after the events are sent.
 *
 * @throws LeaseLostError when another worker has taken over; ServiceError `dependency-unavailable` when it has to wait
 */
export function createDriver(deps: DriverDeps) {
  const { journal, crashPoint, event } = deps;

  return { advanceToOutcome, finish };

  /** Ends with an entry that is `confirmed` or `failed`: what the shopper is told. */
  async function advanceToOutcome(entry: JournalEntry): Promise<JournalEntry> {
    if (entry.status === 'processing') {
      const outcome = await goForward(entry);
      return outcome.status === 'undoing' ? goBack(outcome) : outcome;
    }
    return entry.status === 'undoing' ? goBack(entry) : entry;
  }

  /** What is left after the outcome: the cart forgets its claim, the events are sent, the entry leaves the index. */
  async function finish(entry: JournalEntry): Promise<void> {
    if (entry.status === 'confirmed') await completeClaim(entry, deps);
    if (entry.outbox.length > 0) await deps.publisher.publish(entry.outbox);
    crashPoint('published');
    await journal.close(entry);
    crashPoint('closed');
  }

  async function goForward(start: JournalEntry): Promise<JournalEntry> {
    let entry = start;
    let unrecorded: Partial<Record<StepName, StepRecord>> = {};
    let findings: Findings = {};
    for (const [index, step] of steps.entries()) {
      if (entry.steps[step.name] !== undefined) continue;
      if (isTooOld(entry)) return refuse(entry, lastBegun(index), tooOld());
      try {
        findings = { ...findings, ...(await step.run({ ...entry, ...findings }, deps)) };
      } catch (error) {
        if (error instanceof RefusedError)
          return refuse(entry, entry.attempts > 0 ? lastBegun(index) : step.name, error);
        throw error;
      }
      crashPoint(`${step.name}:done`);
      unrecorded = { ...unrecorded, [step.name]: stepRecord() };
      if (step.recordedWithNext) continue;
      const last = index === steps.length - 1;
      entry = await journal.advance(entry, {
        steps: unrecorded,
        findings,
        ...(last ? confirmation({ ...entry, ...findings }) : {}),
      });
      for (const name of Object.keys(unrecorded)) crashPoint(`${name}:recorded`);
      unrecorded = {};
      findings = {};
    }
    return entry;
  }

  function confirmation(entry: JournalEntry) {
    const { order, checkoutId } = entry;
    if (order === undefined) throw new Error(`${checkoutId} was settled without an order`);
    const confirmed = event({
      type: 'checkout.confirmed',
      subject: checkoutId,
      id: `${checkoutId}:confirmed`,
      data: { checkoutId, orderId: order.id, total: order.totals.total },
    });
    return { status: 'confirmed' as const, request: withoutToken(entry), events: [confirmed] };
  }

  function refuse(entry: JournalEntry, undoFrom: StepName, refusal: RefusedError): Promise<JournalEntry> {
    const { code, message: detail, errors } = refusal;
    const failure = { code, detail, undoFrom, ...(errors === undefined ? {} : { errors }) };
    return journal.advance(entry, { status: 'undoing', failure });
  }

  /** Undoes in reverse order whatever may have had an effect, also one whose answer was lost. */
  async function goBack(entry: JournalEntry): Promise<JournalEntry> {
    const { failure, checkoutId } = entry;
    if (failure === undefined) throw new Error(`${checkoutId} is being undone without a reason`);
    const from = steps.findIndex(({ name }) => name === failure.undoFrom);
    for (const step of steps.slice(0, from + 1).reverse()) {
      await step.compensate?.(entry, deps);
      crashPoint(`${step.name}:compensated`);
    }
    const failed = event({
      type: 'checkout.failed',
      subject: checkoutId,
      id: `${checkoutId}:failed`,
      data: { checkoutId, code: failure.code },
    });
    return journal.advance(entry, { status: 'failed', request: withoutToken(entry), events: [failed] });
  }

  function isTooOld(entry: JournalEntry): boolean {
    // Once authorized it may have been captured without a record: from there on it is finished, however long it takes.
    const authorized = entry.steps['authorize-payment'] !== undefined;
    return !authorized && deps.clock.nowMs() - Date.parse(entry.createdAt) > deps.giveUpAfterMs;
  }

  function stepRecord(): StepRecord {
    return { at: deps.clock.nowIso(), region: deps.region, epoch: deps.epoch };
  }
}
export type Driver = ReturnType<typeof createDriver>;

/**
 * The last step that may have had an effect when the one at `index` is the first without a record: steps that are
 * recorded together may all have been done by an earlier run that left no trace of it. Then a step may even be refused
 * that was done before, e.g. stock whose reservation has expired meanwhile, with the payment after it authorized.
 */
function lastBegun(index: number): StepName {
  const rest = steps.slice(index);
  return (rest.find(({ recordedWithNext }) => recordedWithNext !== true) ?? settleOrder).name;
}

function tooOld(): RefusedError {
  return new RefusedError('invalid-state', 'The purchase could not be finished in time. Nothing was charged.');
}

function withoutToken({ request }: JournalEntry): JournalEntry['request'] {
  return { ...request, payment: { provider: request.payment.provider } };
}
