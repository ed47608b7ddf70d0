import { expect } from 'chai';
import fc from 'fast-check';
import { contradicts, nextStep, type SettledStatus } from '../payments/payment-states.ts';
import { newCheckoutId, type PaymentUnderTest, startPayment } from './payment-under-test.ts';

const news = fc.constantFrom<SettledStatus>('authorized', 'declined', 'captured', 'voided');

describe('the states of a payment', () => {
  it('are never left once they are an end, whatever the news', () => {
    fc.assert(
      fc.property(news, fc.constantFrom('declined', 'captured', 'voided', 'refunded'), (status, end) => {
        expect(nextStep(end as 'declined', status)).to.equal(undefined);
      }),
    );
  });

  it('reach what the provider says in two steps at most', () => {
    fc.assert(
      fc.property(news, (status) => {
        const first = nextStep('authorizing', status);
        const second = first === status ? undefined : nextStep(first ?? 'authorizing', status);

        expect([first, second]).to.include(status);
      }),
    );
  });
});

describe('news of another end than the one recorded', () => {
  it('is told from older news, and from the same end', () => {
    expect(contradicts('voided', 'captured')).to.equal(true);
    expect(contradicts('refunded', 'voided')).to.equal(true);
    expect(contradicts('captured', 'authorized')).to.equal(false);
    expect(contradicts('refunded', 'captured')).to.equal(false);
    expect(contradicts('authorized', 'voided')).to.equal(false);
  });
});

describe('any calls in any order, some at once', () => {
  let payment: PaymentUnderTest;

  before(async () => {
    payment = await startPayment({ receivesWebhooks: true });
  });
  after(() => payment.stop());

  it('keep the service and the provider agreed to the minor unit', async () => {
    const call = fc.constantFrom('authorize', 'capture', 'void', 'refund 700', 'refund 1300');
    const rounds = fc.array(fc.array(call, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(rounds, async (sequence) => {
        const checkoutId = newCheckoutId();
        for (const [round, calls] of sequence.entries()) {
          await Promise.all(calls.map((name, index) => perform(name, checkoutId, `r-${round}-${index}`)));
        }

        await expectAgreement(checkoutId);
      }),
      { numRuns: 40 },
    );
  });

  function perform(name: string, checkoutId: string, refundId: string) {
    const [verb, amount] = name.split(' ');
    if (verb === 'authorize') return payment.authorize(checkoutId);
    if (verb === 'capture') return payment.capture(checkoutId);
    if (verb === 'void') return payment.void(checkoutId);
    return payment.refund(checkoutId, refundId, Number(amount));
  }

  async function expectAgreement(checkoutId: string) {
    const effects = await payment.sandbox.effectsOf(checkoutId);
    const sumOf = (kind: string) =>
      effects
        .filter((effect) => effect.startsWith(kind))
        .reduce((sum, effect) => sum + Number(effect.split(' ')[1]), 0);
    const { status, body } = await payment.call('GET', `/payments/${checkoutId}`);
    if (status === 404) {
      expect(effects).to.deep.equal([]);
      return;
    }
    expect(body.authorized.amountMinor).to.equal(sumOf('authorization'));
    expect(body.captured.amountMinor).to.equal(sumOf('capture'));
    expect(body.refunded.amountMinor).to.equal(sumOf('refund'));
    expect(body.status === 'voided').to.equal(sumOf('void') > 0);
    expect(sumOf('refund')).to.be.at.most(sumOf('capture'));
    expect(sumOf('capture')).to.be.at.most(sumOf('authorization'));
  }
});
