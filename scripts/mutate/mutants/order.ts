import type { Mutant } from '../mutant.ts';

const purchase = 'services/order/test/purchase.test.ts';
const access = 'services/order/test/access.test.ts';
const cancelling = 'services/order/test/cancellation.test.ts';
const refunding = 'services/order/test/refund.test.ts';
const repository = 'services/order/orders/order-repository.ts';
const cancellations = 'services/order/cancellations/cancellation-repository.ts';
const refunds = 'services/order/refunds/refund-repository.ts';

export const orderMutants: readonly Mutant[] = [
  {
    guard: 'an abandoned checkout can not become an order',
    file: 'services/order/orders/checkout-orders.ts',
    find: "if (known?.outcome !== 'placed' || known.order === null) throw abandoned();",
    replace: 'if (known?.order == null) return { order: { ...newOrder } as never, isNew: false };',
    test: purchase,
    testName: 'can not be made once the checkout was abandoned',
  },
  {
    guard: 'only an order that waits for its payment is settled',
    file: repository,
    find: 'WHERE checkout_id = $1 AND status = ANY($6)',
    replace: 'WHERE checkout_id = $1 AND $6::text[] IS NOT NULL',
    test: purchase,
    testName: 'is answered as it stands when the purchase comes again later',
  },
  {
    guard: 'a paid order is not abandoned',
    file: repository,
    find: "WHERE checkout_id = $1 AND status = 'placed'",
    replace: 'WHERE checkout_id = $1',
    test: purchase,
    testName: 'can not be abandoned once it is paid',
  },
  {
    guard: "a customer's order is the customer's",
    file: 'services/order/orders/order-access.ts',
    find: 'if (customerId !== null) return customerId === subject.customerId;',
    replace: 'if (customerId !== null && customerId === subject.customerId) return true;',
    test: access,
    testName: "answers a customer's order to the customer only",
  },
  {
    guard: 'the e-mail address must be the right one',
    file: 'services/order/orders/order-access.ts',
    find: 'return timingSafeEqual(digestOf(order.email), digestOf(email));',
    replace: 'return timingSafeEqual(digestOf(order.email), digestOf(order.email + email.slice(0, 0)));',
    test: access,
    testName: "answers a guest's order to the visitor",
  },
  {
    guard: 'nobody cancels the order of another',
    file: 'services/order/orders/order-routes.ts',
    find: 'if (!isOwnedBy(owned, subjectOf(request)) && !(byNumber && opensWith(owned, email))) throw noOrder();',
    replace: 'if (byNumber && !opensWith(owned, email)) throw noOrder();',
    test: access,
    testName: 'lets nobody else cancel it',
  },
  {
    guard: 'administration is for admins',
    file: 'services/order/orders/admin-order-routes.ts',
    find: "router.use('/admin', adminsOnly);",
    replace: "router.use('/administration', adminsOnly);",
    test: access,
    testName: 'keeps administration to the group admin',
  },
  {
    guard: 'an order that is being cancelled is not shipped',
    file: 'services/order/fulfilment/fulfil-order.ts',
    find: 'AND cancelling_since IS NULL',
    replace: '',
    test: cancelling,
    testName: '(payment away)',
  },
  {
    guard: 'an order that is being cancelled is not refunded beside',
    file: refunds,
    find: 'AND cancelling_since IS NULL',
    replace: '',
    test: cancelling,
    testName: '(payment away)',
  },
  {
    guard: 'a cancellation does not begin beside a refund',
    file: cancellations,
    find: 'AND cancelling_since IS NULL AND pending_refunds = 0',
    replace: 'AND cancelling_since IS NULL',
    test: cancelling,
    testName: 'waits for a refund whose outcome is unknown',
  },
  {
    guard: 'a cancellation gives back what is left, not all',
    file: 'services/order/cancellations/cancel-order.ts',
    find: 'const left = subtract(payment.captured, payment.refunded);',
    replace: 'const left = subtract(payment.captured, subtract(payment.captured, payment.captured));',
    test: cancelling,
    testName: 'gives back only what earlier refunds have left',
  },
  {
    guard: 'a cancellation does not trust a payment that is behind the order',
    file: 'services/order/cancellations/cancel-order.ts',
    find: 'if (payment.captured.amountMinor < captured) {',
    replace: 'if (payment.captured.amountMinor < captured - captured) {',
    test: cancelling,
    testName: 'waits for a payment that is behind the order',
  },
  {
    guard: 'a key stands for one refund',
    file: 'services/order/refunds/refund-order.ts',
    find: 'if (record.bodyHash !== bodyHashOf(refund)) {',
    replace: 'if (record.bodyHash === refund.reason) {',
    test: refunding,
    testName: 'refuse a key that stood for another refund',
  },
  {
    guard: 'a cancellation that was left behind is taken over',
    file: cancellations,
    find: 'WHERE cancellation_due_at <= now()',
    replace: "WHERE cancellation_due_at <= now() - interval '1 day'",
    test: cancelling,
    testName: 'are finished by the take-over',
  },
  {
    guard: 'an older copy of a payment changes nothing',
    file: 'services/order/migrations/0001_orders.sql',
    find: 'AND payment_progress(news) >= payment_progress(known)',
    replace: '',
    test: 'services/order/test/news.test.ts',
    testName: 'never take the copy back to an older state',
  },
];
