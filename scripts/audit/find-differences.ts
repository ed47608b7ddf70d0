import type {
  JournalRecord,
  LedgerEffect,
  OrderRecord,
  PaymentRecord,
  ReservationRecord,
  ShopRecords,
} from './records.ts';

export interface Difference {
  /** The rule that does not hold, as a short name that alarms and tests can count. */
  readonly rule: string;
  readonly checkoutId: string;
  readonly detail: string;
}

export interface AuditResult {
  readonly differences: readonly Difference[];
  /** Purchases still on their way: no difference yet, since recovery will decide them. */
  readonly open: readonly string[];
  readonly counts: Readonly<Record<'checkouts' | 'confirmed' | 'failed' | 'orders' | 'captures' | 'refunds', number>>;
}

interface Purchase {
  readonly checkoutId: string;
  readonly journal: JournalRecord | undefined;
  readonly order: OrderRecord | undefined;
  readonly payment: PaymentRecord | undefined;
  readonly effects: readonly LedgerEffect[];
  readonly reservation: ReservationRecord | undefined;
}

/**
 * Holds the five records of each purchase against each other. Pure: what is read, and from where, is the caller's.
 * A purchase that is still being worked on is `open`, and only what can never be right is reported of it.
 */
export function findDifferences(records: ShopRecords): AuditResult {
  const purchases = purchasesOf(records);
  const differences = [...purchases.flatMap(differencesOf), ...stockDifferences(records)];
  const count = (kind: LedgerEffect['kind']) => records.ledger.filter((effect) => effect.kind === kind).length;
  const inStatus = (status: JournalRecord['status']) =>
    records.journal.filter((entry) => entry.status === status).length;
  return {
    differences,
    open: purchases.filter(isOpen).map(({ checkoutId }) => checkoutId),
    counts: {
      checkouts: records.journal.length,
      confirmed: inStatus('confirmed'),
      failed: inStatus('failed'),
      orders: records.orders.length,
      captures: count('capture'),
      refunds: count('refund'),
    },
  };
}

function purchasesOf({ journal, orders, payments, ledger, reservations }: ShopRecords): Purchase[] {
  const journalOf = keyed(journal);
  const orderOf = keyed(orders);
  const paymentOf = keyed(payments);
  const reservationOf = keyed(reservations);
  const effectsOf = Map.groupBy(ledger, ({ checkoutId }) => checkoutId);
  const ids = new Set([...journalOf.keys(), ...orderOf.keys(), ...effectsOf.keys()]);
  return [...ids].map((checkoutId) => ({
    checkoutId,
    journal: journalOf.get(checkoutId),
    order: orderOf.get(checkoutId),
    payment: paymentOf.get(checkoutId),
    effects: effectsOf.get(checkoutId) ?? [],
    reservation: reservationOf.get(checkoutId),
  }));
}

function differencesOf(purchase: Purchase): Difference[] {
  const { checkoutId, journal } = purchase;
  const found = [...alwaysWrong(purchase)];
  if (journal === undefined) found.push(['not-journalled', 'an order or a payment without a journal entry']);
  else if (journal.status === 'confirmed') found.push(...wrongWhenConfirmed(purchase, journal));
  else if (journal.status === 'failed') found.push(...wrongWhenFailed(purchase));
  return found.map(([rule, detail]) => ({ rule, checkoutId, detail }));
}

type Finding = readonly [rule: string, detail: string];

/** Whatever the state: nobody is charged twice, refunds stay within captures, the ledgers agree on every sum. */
function* alwaysWrong({ effects, payment, order }: Purchase): Generator<Finding> {
  const of = (kind: LedgerEffect['kind']) => effects.filter((effect) => effect.kind === kind);
  const captured = sumOf(of('capture'));
  const refunded = sumOf(of('refund'));
  if (of('capture').length > 1) yield ['double-charge', `${of('capture').length} captures, ${captured} in all`];
  if (of('authorization').length > 1) yield ['double-authorization', `${of('authorization').length} authorizations`];
  if (refunded > captured) yield ['refund-above-capture', `${refunded} refunded of ${captured}`];
  if (payment !== undefined && payment.provider === 'sandbox' && payment.status !== 'authorizing') {
    if (payment.capturedMinor !== captured)
      yield ['payment-differs', `captured ${payment.capturedMinor}, the provider has ${captured}`];
    if (payment.refundedMinor !== refunded)
      yield ['payment-differs', `refunded ${payment.refundedMinor}, the provider has ${refunded}`];
  }
  if (
    order !== undefined &&
    order.status !== 'placed' &&
    order.status !== 'cancelled' &&
    order.capturedMinor !== captured
  ) {
    yield ['order-differs', `the order says ${order.capturedMinor} captured, the provider has ${captured}`];
  }
}

/** An acknowledged order: it is there, paid once, with its stock taken. */
function* wrongWhenConfirmed({ order, effects, reservation }: Purchase, journal: JournalRecord): Generator<Finding> {
  if (order === undefined) {
    yield ['order-lost', 'confirmed, but there is no order'];
    return;
  }
  if (order.status === 'placed') yield ['order-not-settled', `confirmed, but order ${order.number} is not paid`];
  if (journal.totalMinor !== order.totalMinor)
    yield ['total-differs', `journal ${journal.totalMinor}, order ${order.totalMinor}`];
  const captured = sumOf(effects.filter(({ kind }) => kind === 'capture'));
  const voided = effects.some(({ kind }) => kind === 'void');
  if (captured !== order.totalMinor && !(order.status === 'cancelled' && voided)) {
    yield ['not-charged', `the order costs ${order.totalMinor}, ${captured} was captured`];
  }
  if (order.status !== 'cancelled' && (reservation?.status !== 'committed' || !sameUnits(reservation, order))) {
    yield ['stock-not-taken', `the reservation is ${reservation?.status ?? 'missing'}`];
  }
}

/** A refused purchase: no money is held, no unit is kept, no order is left. */
function* wrongWhenFailed({ order, effects, reservation }: Purchase): Generator<Finding> {
  const voided = new Set(effects.filter(({ kind }) => kind === 'void').map(({ authorizationId }) => authorizationId));
  const held = effects.filter(({ kind, authorizationId }) => kind === 'authorization' && !voided.has(authorizationId));
  if (effects.some(({ kind }) => kind === 'capture')) yield ['charged-without-order', 'failed, but money was captured'];
  else if (held.length > 0) yield ['money-held', 'failed, but an authorization was not voided'];
  if (order !== undefined && order.status !== 'cancelled')
    yield ['order-left', `failed, but order ${order.number} is ${order.status}`];
  if (reservation?.status === 'reserved' || reservation?.status === 'committed') {
    yield ['stock-kept', `failed, but the stock is ${reservation.status}`];
  }
}

function stockDifferences({ stock, reservations }: ShopRecords): Difference[] {
  const reserved = new Map<string, number>();
  for (const { units, status } of reservations) {
    if (status !== 'reserved') continue;
    for (const { sku, quantity } of units) reserved.set(sku, (reserved.get(sku) ?? 0) + quantity);
  }
  return stock.flatMap(({ sku, onHand, reserved: counted }) => {
    const expected = reserved.get(sku) ?? 0;
    const found: Finding[] = [];
    if (counted !== expected)
      found.push(['stock-differs', `${sku}: ${counted} counted as reserved, reservations hold ${expected}`]);
    if (onHand < 0 || counted > onHand) found.push(['oversold', `${sku}: ${onHand} on hand, ${counted} reserved`]);
    return found.map(([rule, detail]) => ({ rule, checkoutId: '-', detail }));
  });
}

function isOpen({ journal }: Purchase): boolean {
  return journal?.status === 'processing' || journal?.status === 'undoing';
}

function sameUnits(reservation: ReservationRecord, order: OrderRecord): boolean {
  return unitsText(reservation.units) === unitsText(order.lines);
}

function unitsText(units: readonly { sku: string; quantity: number }[]): string {
  return units
    .map(({ sku, quantity }) => `${sku}x${quantity}`)
    .sort()
    .join();
}

function sumOf(effects: readonly LedgerEffect[]): number {
  return effects.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function keyed<Item extends { readonly checkoutId: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.checkoutId, item]));
}
