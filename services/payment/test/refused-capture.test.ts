import { ServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';

describe('a capture that the provider refuses for good', () => {
  let payment: PaymentUnderTest;
  let trouble: 'dependency-unavailable' | 'invalid-state' = 'invalid-state';
  let asked = 0;

  before(async () => {
    payment = await startPayment({
      reconciles: true,
      settleAfterMs: 100,
      around: (provider) => ({
        ...provider,
        capture: async () => {
          asked += 1;
          throw new ServiceError(trouble, 'the authorization has expired');
        },
      }),
    });
  });
  after(() => payment.stop());

  const isDue = async (checkoutId: string) => {
    const due = await payment.postgres.query(
      'SELECT FROM payments WHERE checkout_id = $1 AND (check_due_at IS NOT NULL OR capture_requested)',
      [checkoutId],
    );
    return due.length > 0;
  };

  it('is answered 409, not tried again unasked, and can be voided', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);
    trouble = 'invalid-state';

    const { status, body } = await payment.capture(checkoutId);

    expect([status, body.detail]).to.deep.equal([409, 'the authorization has expired']);
    expect(await isDue(checkoutId)).to.equal(false);
    expect((await payment.void(checkoutId)).status).to.equal(204);
    expect(await payment.status(checkoutId)).to.equal('voided');
  });

  it('ends reconciliation, when that is whom it refuses', async () => {
    const checkoutId = newCheckoutId();
    await payment.authorize(checkoutId);
    trouble = 'dependency-unavailable';
    expect((await payment.capture(checkoutId)).status).to.equal(503);

    asked = 0;
    trouble = 'invalid-state';

    await eventually(async () => !(await isDue(checkoutId)));
    expect(asked).to.equal(1);
  });
});
