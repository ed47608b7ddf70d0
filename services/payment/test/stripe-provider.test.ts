// One file past 300 lines: every answer of Stripe that the provider tells apart, against one stub of its API.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@evermart/kit/clock';
import { isServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import Stripe from 'stripe';
import type { PaymentProviderClient } from '../providers/payment-provider.ts';
import { createStripeProvider } from '../providers/stripe/stripe-provider.ts';

const webhookSecret = 'whsec_test';
const amount = { amountMinor: 1999, currency: 'EUR' };

interface Asked {
  readonly call: string;
  readonly form: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

type Answer = { status?: number; body: object; replayed?: boolean } | 'never';

function intent(status: string, more: object = {}) {
  return {
    id: 'pi_1',
    object: 'payment_intent',
    status,
    amount: 1999,
    amount_received: status === 'succeeded' ? 1999 : 0,
    currency: 'eur',
    metadata: { checkoutId: 'chk_1' },
    last_payment_error: null,
    ...more,
  };
}

const cardError = (message: string) => ({
  status: 402,
  body: { error: { type: 'card_error', code: 'card_declined', message } },
});
const badRequest = (code: string, message: string) => ({
  status: 400,
  body: { error: { type: 'invalid_request_error', code, message } },
});

const reusedKey = { status: 400, body: { error: { type: 'idempotency_error', message: 'Other parameters.' } } };

describe('the Stripe provider', () => {
  const asked: Asked[] = [];
  let answers: Answer[] = [];
  let provider: PaymentProviderClient;
  const api = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      asked.push({
        call: `${request.method} ${request.url}`,
        form: new URLSearchParams(text),
        headers: request.headers,
      });
      const answer = answers.shift() ?? { status: 500, body: { error: { type: 'api_error', message: 'unplanned' } } };
      if (answer === 'never') return;
      const { status = 200, body, replayed = false } = answer;
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
      });
      response.end(JSON.stringify(body));
    });
  });

  before(async () => {
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    const apiBase = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    provider = createStripeProvider({
      apiKey: 'sk_test_x',
      webhookSecret,
      timeoutMs: 300,
      clock: systemClock,
      apiBase,
    });
  });
  beforeEach(() => {
    asked.length = 0;
    answers = [];
  });
  after(async () => {
    api.closeAllConnections();
    await new Promise((resolve) => api.close(resolve));
  });

  const authorize = () => provider.authorize({ checkoutId: 'chk_1', token: 'pm_card_visa', amount });
  const reference = { checkoutId: 'chk_1', providerPaymentId: 'pi_1' };

  it('authorizes with manual capture under the checkout id as key', async () => {
    answers = [{ body: intent('requires_capture') }];

    expect(await authorize()).to.deep.equal({
      status: 'authorized',
      providerPaymentId: 'pi_1',
      authorized: amount,
      capturedMinor: 0,
    });
    const [{ call, form, headers } = {} as Asked] = asked;
    expect(call).to.equal('POST /v1/payment_intents');
    expect(headers['idempotency-key']).to.equal('chk_1');
    expect(headers['stripe-version']).to.equal('2026-10-28.endive');
    expect(Object.fromEntries(form)).to.deep.include({
      amount: '1999',
      currency: 'eur',
      capture_method: 'manual',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'metadata[checkoutId]': 'chk_1',
    });
  });

  it('takes a card error for a decline, with its sentence for the shopper', async () => {
    answers = [cardError('Your card has insufficient funds.')];

    expect(await authorize()).to.deep.equal({ status: 'declined', reason: 'Your card has insufficient funds.' });
  });

  it('takes any other definite refusal for a decline too, instead of asking for ever', async () => {
    answers = [badRequest('amount_too_small', 'Amount must be at least 50 cents')];
    expect(await authorize()).to.deep.equal({
      status: 'declined',
      reason: 'The payment provider does not take this payment (amount_too_small).',
    });

    answers = [reusedKey, { body: { object: 'search_result', data: [], has_more: false } }];
    expect((await authorize()).status).to.equal('declined');
  });

  it('answers the payment that an earlier attempt under its key has made', async () => {
    answers = [reusedKey, { body: { object: 'search_result', data: [intent('requires_capture')], has_more: false } }];

    expect((await authorize()).status).to.equal('authorized');
  });

  it('does not take a wrong key of its own for a refusal of the payment', async () => {
    answers = [{ status: 401, body: { error: { type: 'invalid_request_error', message: 'Invalid API Key' } } }];

    const error: unknown = await authorize().catch((thrown: unknown) => thrown);

    expect(isServiceError(error, 'dependency-unavailable')).to.equal(true);
  });

  it('asks for the present state when the answer is a replay', async () => {
    answers = [{ body: intent('requires_capture'), replayed: true }, { body: intent('succeeded') }];

    expect(await authorize()).to.deep.include({ status: 'captured', capturedMinor: 1999 });
    expect(asked.map(({ call }) => call)).to.deep.equal(['POST /v1/payment_intents', 'GET /v1/payment_intents/pi_1']);
  });

  it('repeats a failure under the same key, and gives up without claiming an outcome', async () => {
    const failure = { status: 500, body: { error: { type: 'api_error', message: 'oops' } } };
    answers = [failure, failure, { body: intent('requires_capture') }];
    expect((await authorize()).status).to.equal('authorized');
    expect(new Set(asked.map(({ headers }) => headers['idempotency-key']))).to.deep.equal(new Set(['chk_1']));

    answers = [failure, failure, failure];
    const error: unknown = await authorize().catch((thrown: unknown) => thrown);
    expect(isServiceError(error, 'dependency-unavailable')).to.equal(true);
  });

  it('does not repeat what timed out, nor decide what is still processing', async () => {
    answers = ['never'];
    const hung: unknown = await authorize().catch((thrown: unknown) => thrown);
    expect(isServiceError(hung, 'dependency-unavailable')).to.equal(true);
    expect(asked).to.have.length(1);

    answers = [{ body: intent('processing') }];
    const open: unknown = await authorize().catch((thrown: unknown) => thrown);
    expect(isServiceError(open, 'dependency-unavailable')).to.equal(true);
  });

  it('captures and voids under keys of their own, and answers the state that refused them', async () => {
    answers = [{ body: intent('succeeded') }, { body: intent('canceled') }];
    expect((await provider.capture({ ...reference, amount })).status).to.equal('captured');
    expect((await provider.void({ ...reference, amount })).status).to.equal('voided');
    expect(asked.map(({ headers }) => headers['idempotency-key'])).to.deep.equal(['chk_1:capture', 'chk_1:void']);

    answers = [badRequest('payment_intent_unexpected_state', 'canceled'), { body: intent('canceled') }];
    expect((await provider.capture({ ...reference, amount })).status).to.equal('voided');
  });

  it('refuses a capture that can not be any more, unless the payment has moved on', async () => {
    const refusalOf = () => provider.capture({ ...reference, amount }).catch((thrown: unknown) => thrown);
    const expired = badRequest('charge_expired_for_capture', 'The authorization has expired.');

    for (const refusal of [expired, cardError('No.'), badRequest('amount_too_large', 'No.')]) {
      answers = [refusal, { body: intent('requires_capture') }];
      expect(isServiceError(await refusalOf(), 'invalid-state')).to.equal(true);
    }
    answers = [badRequest('resource_missing', 'No such intent'), badRequest('resource_missing', 'No such intent')];
    expect(isServiceError(await refusalOf(), 'invalid-state')).to.equal(true);
    answers = [expired, { body: intent('canceled') }];
    expect(await refusalOf()).to.deep.include({ status: 'voided' });
  });

  it('takes a payment for voided where nothing is held, and not where something still is', async () => {
    const missing = badRequest('resource_missing', 'No such intent');
    const voided = () => provider.void({ ...reference, amount });

    answers = [missing, missing];
    expect(await voided()).to.deep.include({ status: 'voided', authorized: amount });
    answers = [badRequest('payment_intent_unexpected_state', 'No.'), { body: intent('requires_payment_method') }];
    expect((await voided()).status).to.equal('voided');
    answers = [badRequest('payment_intent_unexpected_state', 'No.'), { body: intent('requires_capture') }];
    const error: unknown = await voided().catch((thrown: unknown) => thrown);
    expect(isServiceError(error, 'dependency-unavailable')).to.equal(true);
  });

  it('refunds under the refund id, and tells a refusal from a failure', async () => {
    answers = [
      { body: { id: 're_1', object: 'refund', status: 'succeeded' } },
      badRequest('charge_already_refunded', 'No.'),
    ];

    expect(await provider.refund({ ...reference, refundId: 'r1', amount, providerRefundId: null })).to.deep.equal({
      status: 'succeeded',
      providerRefundId: 're_1',
    });
    expect(await provider.refund({ ...reference, refundId: 'r2', amount, providerRefundId: null })).to.deep.equal({
      status: 'refused',
      reason: 'No.',
    });
    expect(asked[0]?.headers['idempotency-key']).to.equal('chk_1:refund:r1');
  });

  it('leaves a pending refund open, and later looks at it instead of asking for another', async () => {
    const refund = (providerRefundId: string | null) =>
      provider.refund({ ...reference, refundId: 'r1', amount, providerRefundId });
    const body = (status: string) => ({ body: { id: 're_1', object: 'refund', status, failure_reason: null } });

    answers = [body('pending'), { ...body('pending'), replayed: true }, body('pending'), body('failed')];

    expect(await refund(null)).to.deep.equal({ status: 'pending', providerRefundId: 're_1' });
    expect(await refund(null)).to.deep.equal({ status: 'pending', providerRefundId: 're_1' });
    expect(await refund('re_1')).to.deep.equal({ status: 'refused', reason: 'failed' });
    expect(asked.map(({ call }) => call)).to.deep.equal([
      'POST /v1/refunds',
      'POST /v1/refunds',
      'GET /v1/refunds/re_1',
      'GET /v1/refunds/re_1',
    ]);
    expect(asked[0]?.form.get('metadata[checkoutId]')).to.equal('chk_1');
  });

  it('finds a refund that was made under its key in other words', async () => {
    const made = { id: 're_1', object: 'refund', status: 'succeeded', metadata: { refundId: 'r1' } };
    answers = [reusedKey, { body: { object: 'list', data: [made], has_more: false } }];

    const refund = await provider.refund({ ...reference, refundId: 'r1', amount, providerRefundId: null });

    expect(refund).to.deep.equal({ status: 'succeeded', providerRefundId: 're_1' });
  });

  it('finds a payment by its checkout', async () => {
    answers = [{ body: { object: 'search_result', data: [intent('requires_capture')], has_more: false } }];

    expect((await provider.find('chk_1'))?.status).to.equal('authorized');
    expect(decodeURIComponent(asked[0]?.call ?? '')).to.contain("metadata['checkoutId']:'chk_1'");
  });

  describe('lesson 5: its webhooks', () => {
    const stripe = new Stripe('sk_test_x');
    const read = (type: string, object: object, { secret = webhookSecret, ageSeconds = 0 } = {}) => {
      const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
      const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
      const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
      return provider.parseWebhook(Buffer.from(payload), { 'stripe-signature': signature });
    };
    const codeOf = (act: () => unknown) => {
      try {
        act();
        return undefined;
      } catch (error) {
        return isServiceError(error) ? error.code : error;
      }
    };

    it('tell of payments and refunds of our checkouts, and of nobody else', () => {
      const about = { about: 'payment', checkoutId: 'chk_1' };

      expect(read('payment_intent.amount_capturable_updated', intent('requires_capture'))).to.deep.include(about);
      expect(read('payment_intent.payment_failed', intent('requires_payment_method'))).to.deep.include(about);
      for (const type of ['charge.refunded', 'refund.updated', 'refund.failed']) {
        const notice = read(type, { metadata: { checkoutId: 'chk_1' } });
        expect(notice).to.deep.equal({ about: 'refund', checkoutId: 'chk_1' });
      }
      expect(read('refund.failed', { metadata: null })).to.equal(undefined);
      expect(read('payment_intent.succeeded', intent('succeeded', { metadata: {} }))).to.equal(undefined);
      expect(read('customer.created', {})).to.equal(undefined);
    });

    it('are refused with a wrong signature, or when replayed after a day', () => {
      const body = intent('succeeded');

      expect(codeOf(() => read('payment_intent.succeeded', body, { secret: 'whsec_other' }))).to.equal('forbidden');
      expect(codeOf(() => provider.parseWebhook(Buffer.from('{}'), {}))).to.equal('forbidden');
      expect(codeOf(() => read('payment_intent.succeeded', body, { ageSeconds: 86_400 }))).to.equal('malformed-body');
    });
  });
});
