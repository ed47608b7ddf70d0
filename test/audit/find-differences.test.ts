import { expect } from 'chai';
import { findDifferences } from '../../scripts/audit/find-differences.ts';
import type { LedgerEffect, ShopRecords } from '../../scripts/audit/records.ts';

const checkoutId = 'chk_1';
const units = [{ sku: 'A-1', quantity: 2 }];
const effect = (kind: LedgerEffect['kind'], amountMinor = 1_000): LedgerEffect => ({
  kind,
  authorizationId: 'au1',
  checkoutId,
  amountMinor,
});

const confirmed: ShopRecords = {
  journal: [{ checkoutId, status: 'confirmed', createdAt: '2026-11-24T00:00:00Z', totalMinor: 1_000 }],
  orders: [
    {
      checkoutId,
      number: 'EM-1',
      status: 'paid',
      totalMinor: 1_000,
      capturedMinor: 1_000,
      refundedMinor: 0,
      lines: units,
    },
  ],
  payments: [{ checkoutId, provider: 'sandbox', status: 'captured', capturedMinor: 1_000, refundedMinor: 0 }],
  ledger: [effect('authorization'), effect('capture')],
  reservations: [{ checkoutId, status: 'committed', cancelled: false, units }],
  stock: [{ sku: 'A-1', onHand: 8, reserved: 0 }],
};

const failed: ShopRecords = {
  ...confirmed,
  journal: [{ checkoutId, status: 'failed', createdAt: '2026-11-24T00:00:00Z' }],
  orders: [],
  payments: [{ checkoutId, provider: 'sandbox', status: 'voided', capturedMinor: 0, refundedMinor: 0 }],
  ledger: [effect('authorization'), effect('void')],
  reservations: [{ checkoutId, status: 'released', cancelled: false, units }],
};

const order = confirmed.orders[0] ?? expect.fail();
const rules = (records: ShopRecords) => findDifferences(records).differences.map(({ rule }) => rule);

describe('the audit', () => {
  it('finds nothing where all records agree', () => {
    expect(rules(confirmed)).to.deep.equal([]);
    expect(rules(failed)).to.deep.equal([]);
    expect(findDifferences(confirmed).counts).to.include({ checkouts: 1, confirmed: 1, orders: 1, captures: 1 });
  });

  const wrong: readonly [rule: string, records: ShopRecords][] = [
    ['order-lost', { ...confirmed, orders: [] }],
    ['order-not-settled', { ...confirmed, orders: [{ ...order, status: 'placed' }] }],
    ['total-differs', { ...confirmed, orders: [{ ...order, totalMinor: 999 }] }],
    ['not-charged', { ...confirmed, ledger: [effect('authorization')] }],
    ['double-charge', { ...confirmed, ledger: [...confirmed.ledger, effect('capture')] }],
    ['double-authorization', { ...confirmed, ledger: [...confirmed.ledger, effect('authorization')] }],
    ['refund-above-capture', { ...confirmed, ledger: [...confirmed.ledger, effect('refund', 1_001)] }],
    ['payment-differs', { ...confirmed, ledger: [...confirmed.ledger, effect('refund', 100)] }],
    ['order-differs', { ...confirmed, orders: [{ ...order, capturedMinor: 0 }] }],
    ['stock-not-taken', { ...confirmed, reservations: [] }],
    [
      'stock-not-taken',
      { ...confirmed, reservations: [{ checkoutId, status: 'committed', cancelled: false, units: [] }] },
    ],
    ['not-journalled', { ...confirmed, journal: [] }],
    ['money-held', { ...failed, ledger: [effect('authorization')] }],
    ['charged-without-order', { ...failed, ledger: [effect('authorization'), effect('capture')] }],
    ['order-left', { ...failed, orders: [order] }],
    ['stock-kept', { ...failed, reservations: [{ checkoutId, status: 'reserved', cancelled: false, units: [] }] }],
    ['stock-differs', { ...confirmed, stock: [{ sku: 'A-1', onHand: 8, reserved: 1 }] }],
    ['oversold', { ...confirmed, stock: [{ sku: 'A-1', onHand: -1, reserved: 0 }] }],
  ];

  for (const [rule, records] of wrong) {
    it(`names ${rule}`, () => {
      expect(rules(records)).to.include(rule);
    });
  }

  it('lists what is still being worked on as open, without calling it a difference', () => {
    const { differences, open } = findDifferences({
      ...failed,
      journal: [{ checkoutId, status: 'processing', createdAt: '2026-11-24T00:00:00Z' }],
      ledger: [effect('authorization')],
      payments: [{ checkoutId, provider: 'sandbox', status: 'authorized', capturedMinor: 0, refundedMinor: 0 }],
    });

    expect(differences).to.deep.equal([]);
    expect(open).to.deep.equal([checkoutId]);
  });
});
