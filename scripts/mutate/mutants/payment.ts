import type { Mutant } from '../mutant.ts';

const authorizing = 'services/payment/test/authorize.test.ts';
const capturing = 'services/payment/test/capture.test.ts';
const voiding = 'services/payment/test/void.test.ts';
const refunding = 'services/payment/test/refund.test.ts';
const webhooks = 'services/payment/test/webhooks.test.ts';
const reconciling = 'services/payment/test/reconciliation.test.ts';
const repository = 'services/payment/payments/payment-repository.ts';
const refundRepository = 'services/payment/refunds/refund-repository.ts';
const sandbox = 'services/payment/providers/sandbox/sandbox-provider.ts';

export const paymentMutants: readonly Mutant[] = [
  {
    guard: "the provider is asked under the checkout's own key",
    file: sandbox,
    find: "path: '/authorizations', body, idempotencyKey: checkoutId }",
    replace: "path: '/authorizations', body, idempotencyKey: `${checkoutId}${Math.random()}` }",
    test: capturing,
    testName: 'asks the provider under keys',
  },
  {
    guard: 'a known payment is looked for before it is asked for again',
    file: 'services/payment/payments/find-out.ts',
    find: '(await provider.find(checkoutId)) ??',
    replace: '(await Promise.resolve(undefined)) ??',
    test: authorizing,
    testName: 'found out at the next call',
  },
  {
    guard: "a provider's silence ends before the caller's patience",
    file: 'services/payment/providers/call-deadline.ts',
    find: 'return Math.floor(Math.min(timeoutMs, remainingMs() - recordingMs));',
    replace: 'return timeoutMs;',
    test: authorizing,
    testName: "answers before its caller's deadline",
  },
  {
    guard: 'an outcome is recorded, and published, by the first that brings it',
    file: repository,
    find: 'WHERE checkout_id = $1 AND status = $3',
    replace: 'WHERE checkout_id = $1 AND $3 IS NOT NULL',
    test: webhooks,
    testName: 'are harmless when they come 20 times at once',
  },
  {
    guard: 'the token is forgotten with the outcome',
    file: repository,
    find: 'token = NULL,',
    replace: '',
    test: authorizing,
    testName: 'holds the amount at the provider once',
  },
  {
    guard: 'a void that comes first forbids the authorization',
    file: 'services/payment/payments/authorize-payment.ts',
    find: 'if (!isBegun(payment)) throw givenUp();',
    replace:
      "if (!isBegun(payment)) return { ...payment, provider: request.provider, currency: 'EUR', status: 'authorized' };",
    test: voiding,
    testName: 'forbids an authorization that comes after it',
  },
  {
    guard: 'nothing is authorized once a void was asked for',
    file: 'services/payment/payments/authorize-payment.ts',
    find: 'if (payment.voidRequested || payment.status',
    replace: 'if (payment.status',
    test: voiding,
    testName: 'refuses an authorization already while it waits',
  },
  {
    guard: "a void looks for another region's payment",
    file: 'services/payment/payments/void-payment.ts',
    find: 'const stray = await findOut.strayPayment(checkoutId, settledBy);',
    replace: 'const stray = await Promise.resolve(undefined as BegunPayment | undefined);',
    test: capturing,
    testName: 'is voided at the provider by a void, though nothing is known of it here',
  },
  {
    guard: 'only the authorized amount is captured',
    file: repository,
    find: 'AND NOT void_requested AND amount_minor = $2 AND currency = $3',
    replace: 'AND NOT void_requested AND $2::bigint IS NOT NULL AND $3::text IS NOT NULL',
    test: capturing,
    testName: 'takes the whole amount or nothing',
  },
  {
    guard: 'refunds reserve within what was captured',
    file: refundRepository,
    find: 'AND refund_reserved_minor + $3 <= captured_minor',
    replace: 'AND refunded_minor <= captured_minor',
    test: refunding,
    testName: 'never exceed the captured amount',
  },
  {
    guard: 'a refund id stands for one amount',
    file: 'services/payment/refunds/refund-payment.ts',
    find: 'assertSameRefund(record, refund);',
    replace: '',
    test: refunding,
    testName: 'never with another amount',
  },
  {
    guard: "a webhook's signature is checked",
    file: 'services/payment/providers/sandbox/verify-signature.ts',
    find: 'return timingSafeEqual(expected, Buffer.from(mac, ',
    replace: 'return timingSafeEqual(expected, expected) || Boolean(mac + ',
    test: webhooks,
    testName: 'are refused with a wrong or missing signature',
  },
  {
    guard: 'an old webhook is refused',
    file: 'services/payment/providers/sandbox/verify-signature.ts',
    find: 'const toleranceSeconds = 300;',
    replace: 'const toleranceSeconds = 300_000;',
    test: webhooks,
    testName: 'are refused when replayed after a day',
  },
  {
    guard: 'an authorization of a checkout that was given up is voided when its webhook comes',
    file: 'services/payment/webhooks/apply-webhook.ts',
    find: "if (settled.voidRequested && settled.status === 'authorized')",
    replace: "if (settled.voidRequested && settled.status === 'captured')",
    test: webhooks,
    testName: 'void an authorization that reached the provider after the checkout was given up',
  },
  {
    guard: 'what is left unknown is found by reconciliation',
    file: repository,
    find: 'WHERE check_due_at <= now()',
    replace: "WHERE check_due_at <= now() - interval '1 day'",
    test: reconciling,
    testName: 'finishes an authorization that nobody asks about again',
  },
];
