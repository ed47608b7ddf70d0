/** What the audit compares, from each store: one shape a store, minor units, keyed by checkout id. */
export interface JournalRecord {
  readonly checkoutId: string;
  readonly status: 'processing' | 'undoing' | 'confirmed' | 'failed';
  readonly createdAt: string;
  readonly totalMinor?: number;
}

export interface OrderRecord {
  readonly checkoutId: string;
  readonly number: string;
  readonly status: 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned';
  readonly totalMinor: number;
  /** The order's own copy of its payment. */
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface PaymentRecord {
  readonly checkoutId: string;
  readonly provider: string | null;
  readonly status: 'authorizing' | 'authorized' | 'declined' | 'captured' | 'voided' | 'refunded';
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

/** An effect in the provider's own ledger. */
export interface LedgerEffect {
  readonly kind: 'authorization' | 'capture' | 'void' | 'refund';
  readonly authorizationId: string;
  readonly checkoutId: string;
  readonly amountMinor: number;
}

export interface ReservationRecord {
  readonly checkoutId: string;
  readonly status: 'reserved' | 'committed' | 'released' | 'expired';
  readonly cancelled: boolean;
  readonly units: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface StockRecord {
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
}

export interface ShopRecords {
  readonly journal: readonly JournalRecord[];
  readonly orders: readonly OrderRecord[];
  readonly payments: readonly PaymentRecord[];
  readonly ledger: readonly LedgerEffect[];
  readonly reservations: readonly ReservationRecord[];
  readonly stock: readonly StockRecord[];
}
