import type { KnownName, KnownValues } from './known-values.ts';

/** Operations whose `{id}` is an id of that kind, by their operationIds. */
const idsOf: Partial<Record<KnownName, readonly string[]>> = {
  orders: ['readOrder', 'cancelOrder', 'adminReadOrder', 'adminShipOrder', 'adminDeliverOrder', 'adminRefundOrder'],
  checkouts: ['readCheckout'],
  addresses: ['replaceAddress', 'removeAddress'],
  products: ['adminReadProduct', 'adminReplaceProduct', 'adminRemoveProduct'],
};

const fixed = {
  countries: ['DE', 'FR', 'US'],
  currencies: ['EUR'],
  'shipping-methods': ['standard', 'express'],
  // Without those that answer late or never: thousands of requests would wait for them.
  tokens: ['tok_ok', 'tok_declined', 'tok_insufficient_funds', 'tok_error', 'tok_webhook_first'],
} as const;

const parameters: readonly (readonly [parameter: string, values: KnownName | keyof typeof fixed])[] = [
  ['path.slug', 'slugs'],
  ['path.sku', 'skus'],
  ['query.category', 'categories'],
  ['query.brand', 'brands'],
  ['query.q', 'words'],
  ['query.cursor', 'cursors'],
  ['query.product', 'slugs'],
  ['query.email', 'emails'],
  ['query.country', 'countries'],
  ['query.shippingMethod', 'shipping-methods'],
  ['body.sku', 'skus'],
  ['body.email', 'emails'],
  ['body.country', 'countries'],
  ['body.shippingMethod', 'shipping-methods'],
  ['body.shippingAddress.country', 'countries'],
  ['body.billingAddress.country', 'countries'],
  ['body.payment.token', 'tokens'],
  ['body.variants[*].price.currency', 'currencies'],
  ['body.amount.currency', 'currencies'],
];
const probability = 0.7;

/**
 * The `schemathesis.toml` that mixes known values with made-up ones.
 * https://schemathesis.readthedocs.io/en/latest/guides/fuzz-dictionary/
 */
export function schemathesisSettings(known: KnownValues): string {
  const dictionaries = Object.entries({ ...known, ...fixed }).filter(([, values]) => values.length > 0);
  const exists = (name: string) => dictionaries.some(([dictionary]) => dictionary === name);
  const bind = (parameter: string, dictionary: string) =>
    `${JSON.stringify(parameter)} = { dictionary = ${JSON.stringify(dictionary)}, probability = ${probability} }`;

  return [
    // The cookie or its absence is part of the plan: it must not be replaced by a made-up one.
    '[generation]',
    'with-security-parameters = false',
    ...dictionaries.map(([name, values]) => `[dictionaries.${name}]\nvalues = ${JSON.stringify(values)}`),
    '[parameters]',
    ...parameters.filter(([, values]) => exists(values)).map(([parameter, values]) => bind(parameter, values)),
    ...Object.entries(idsOf)
      .filter(([name]) => exists(name))
      .flatMap(([name, operations]) =>
        operations.map(
          (operation) =>
            `[[operations]]\ninclude-operation-id = ${JSON.stringify(operation)}\n[operations.parameters]\n${bind('path.id', name)}`,
        ),
      ),
    '',
  ].join('\n');
}
