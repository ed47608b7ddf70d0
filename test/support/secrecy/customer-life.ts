import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { localClient } from '../../../scripts/local/resources/local-aws.ts';
import { becomeCustomer, codeMailedTo, newPassword } from '../customers.ts';
import { eventually } from '../eventually.ts';
import { endOf, whileAway } from '../outages.ts';
import type { Shop } from '../shop.ts';
import { address, payWith, type Shopper } from '../shopper.ts';

/** A number that passes the check of card numbers, and of nobody's card. */
export const cardNumber = '4000056655665556';
export const cvv = 'cvv8317';
export const street = `Verschwiegene Gasse ${randomBytes(6).toString('hex')}`;

/** What was used on the way and must be nowhere, or only where it belongs. */
export interface UsedSecrets {
  readonly passwords: string[];
  readonly codes: string[];
  /** Values of the session cookie, and the parts of it that sign somebody in. */
  readonly sessions: string[];
  readonly accessTokens: string[];
}

/**
 * Everything that a shopper does with an account and a purchase, mishaps included: typing errors, card data in wrong
 * places, a store that is away meanwhile, an event that can't be read.
 */
export async function liveThrough(shop: Shop): Promise<UsedSecrets> {
  const used: UsedSecrets = { passwords: [], codes: [], sessions: [], accessTokens: [] };
  const shopper = shop.shopper(({ answer }) => {
    for (const cookie of answer.headers.getSetCookie()) used.sessions.push(...secretPartsOf(cookie));
  });
  const email = `secrecy-${randomUUID()}@example.org`;
  const { sku, slug } = await shop.newProduct();
  const purchase = { email, shippingAddress: { ...address, line1: street } };

  await browse(shopper, slug, email);
  await shopper.addToCart(sku);
  const { password, code } = await becomeCustomer(shop, shopper, email);
  used.passwords.push(password, `${password}-mistyped`);
  used.codes.push(code);
  await mistype(shopper, email, password);
  await keepProfile(shopper);

  await enterCardData(shopper, purchase);
  await buyInEveryManner(shopper, sku, purchase);
  await changeOrders(shop, shopper, sku, purchase);

  used.accessTokens.push(await callWithBearer(shop, email, password));
  await surviveOutages(shop, shopper, sku, { ...purchase, password });
  await sendPoison(shop, email, password);

  const replaced = await resetPassword(shop, shopper, email);
  used.passwords.push(replaced.password);
  used.codes.push(replaced.code);
  await shopper.post('/auth/sign-out', {});
  await shop.settledAudit();
  return used;
}

type PurchaseParts = {
  readonly email: string;
  readonly shippingAddress: typeof address;
};

async function browse(shopper: Shopper, slug: string, email: string): Promise<void> {
  await shopper.get(`/products/${slug}`);
  await shopper.get('/search?q=linen');
  for (const typed of [cardNumber, email]) {
    await shopper.get(`/search?q=${encodeURIComponent(typed)}`);
    await shopper.get(`/search/suggestions?q=${encodeURIComponent(typed)}`);
    const seen = { type: 'shopper.searched', data: { query: typed, total: 0 } };
    expect((await shopper.post('/events', { events: [seen] })).status).to.equal(202);
  }
}

async function mistype(shopper: Shopper, email: string, password: string): Promise<void> {
  const answers = await Promise.all([
    shopper.signIn(email, `${password}-mistyped`),
    shopper.signIn(password, email),
    shopper.post('/auth/confirmation', { email, code: '000000' }),
    shopper.post('/auth/sign-up', { email, password, name: 'Ada Byron', passwordAgain: password }),
    shopper.post(`/auth/${password}`, { email }),
  ]);
  expect(answers.every(({ status }) => status >= 400 && status < 500)).to.equal(true);
}

async function keepProfile(shopper: Shopper): Promise<void> {
  expect((await shopper.call('PATCH', '/me', { name: 'Ada King', locale: 'de' })).status).to.equal(200);
  const saved = await shopper.post('/me/addresses', { ...address, line1: street });
  expect(saved.status, JSON.stringify(saved.body)).to.equal(201);
  const changed = { ...address, line1: street, line2: 'Hof' };
  expect((await shopper.call('PUT', `/me/addresses/${saved.body.id}`, changed)).status).to.equal(200);
}

/** The API has no place for a card: whatever looks like one is refused. */
async function enterCardData(shopper: Shopper, purchase: PurchaseParts): Promise<void> {
  const payment = { provider: 'sandbox', token: 'tok_ok' };
  const grouped = cardNumber.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
  const bodies = [
    payWith(cardNumber),
    payWith(grouped),
    { payment: { ...payment, cardNumber, cvv } },
    { card: { number: cardNumber, cvv } },
    { email: cardNumber },
    { shippingMethod: cardNumber },
    { shippingAddress: { ...address, cardNumber } },
  ];
  const answers = await Promise.all(bodies.map((body) => shopper.buy({ ...purchase, ...body })));
  expect(answers.map(({ status }) => status)).to.deep.equal(bodies.map(() => 422));
  for (const { body } of answers) expect(JSON.stringify(body)).to.not.include(cardNumber);
}

async function buyInEveryManner(shopper: Shopper, sku: string, purchase: PurchaseParts): Promise<void> {
  const manners = ['tok_ok', 'tok_declined', 'tok_insufficient_funds', 'tok_error', 'tok_webhook_first', 'tok_hang'];
  for (const token of manners) {
    await fillCart(shopper, sku);
    const { status, body } = await shopper.buy({ ...purchase, ...payWith(token) });
    expect(status, `${token}: ${JSON.stringify(body)}`).to.be.oneOf([201, 202, 402]);
    if (status === 202) expect(await endOf(shopper, body.id)).to.equal('confirmed');
  }
  await fillCart(shopper, sku);
  // Nobody can keep a client from such a key: it must not be written down as it is.
  expect((await shopper.buy(purchase, cardNumber)).status).to.equal(201);
}

async function changeOrders(shop: Shop, shopper: Shopper, sku: string, purchase: PurchaseParts): Promise<void> {
  const admin = await shop.admin();
  const order = async () => {
    await fillCart(shopper, sku);
    return (await shopper.buy(purchase)).body.order;
  };

  const refunded = await order();
  const refund = { amount: { amountMinor: 100, currency: 'EUR' }, reason: 'damaged' };
  const refunding = await admin.post(`/admin/orders/${refunded.id}/refunds`, refund, {
    'idempotency-key': randomUUID(),
  });
  expect(refunding.status, JSON.stringify(refunding.body)).to.equal(201);
  const shipment = await admin.post(`/admin/orders/${refunded.id}/shipments`, {
    carrier: 'DHL',
    trackingNumber: randomUUID(),
  });
  expect(shipment.status, JSON.stringify(shipment.body)).to.equal(201);

  const cancelled = await order();
  expect((await shopper.post(`/orders/${cancelled.id}/cancellation`, {})).status).to.be.oneOf([200, 201, 202]);
  const guest = shop.shopper();
  const read = await guest.get(`/orders/${cancelled.number}?email=${encodeURIComponent(purchase.email)}`);
  expect(read.status).to.equal(200);
  expect((await admin.get(`/admin/orders?q=${encodeURIComponent(purchase.email)}`)).status).to.equal(200);
}

/** As the mobile app does. */
async function callWithBearer(shop: Shop, email: string, password: string): Promise<string> {
  const gateway = shop.platform.environment('api-gateway');
  const { COGNITO_CLIENT_ID: clientId = '', COGNITO_CLIENT_SECRET: secret = '', AWS_REGION: region = '' } = gateway;
  const endpoint = gateway.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? '';
  const cognito = new CognitoIdentityProviderClient(localClient(endpoint, region));
  const SECRET_HASH = createHmac('sha256', secret).update(`${email}${clientId}`).digest('base64');
  const AuthParameters = { USERNAME: email, PASSWORD: password, SECRET_HASH };
  const signIn = new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  const { AuthenticationResult } = await cognito.send(signIn);
  cognito.destroy();
  const token = AuthenticationResult?.AccessToken ?? '';
  const headers = (bearer: string) => ({ authorization: `Bearer ${bearer}` });
  expect((await shop.shopper().call('GET', '/orders', undefined, headers(token))).status).to.equal(200);
  expect((await shop.shopper().call('GET', '/orders', undefined, headers(`${token}x`))).status).to.equal(401);
  return token;
}

/** Failures are logged, and what they carry with them is where secrets get out. */
async function surviveOutages(
  shop: Shop,
  shopper: Shopper,
  sku: string,
  { password, ...purchase }: PurchaseParts & { password: string },
): Promise<void> {
  const bought: string[] = [];
  for (const store of ['postgres', 'cognito', 'dynamodb', 'messaging'] as const) {
    await fillCart(shopper, sku);
    await whileAway(shop.platform, store, async () => {
      const { status, body } = await shopper.buy(purchase);
      if (status < 500) bought.push(body.id);
      await shop.shopper().signIn(purchase.email, password);
      await shop.shopper().post('/auth/password-reset', { email: `else-${purchase.email}` });
      await shopper.call('PATCH', '/me', { name: 'Ada Lovelace' });
      await shopper.post('/me/addresses', { ...address, line1: street });
    });
  }
  for (const id of bought) expect(await endOf(shopper, id)).to.equal('confirmed');
}

/** An event that can't be read, as a faulty publisher might send it. */
async function sendPoison(shop: Shop, email: string, password: string): Promise<void> {
  for (const consumer of ['notification', 'order', 'checkout', 'recommendations'] as const) {
    const { EVENTS_QUEUE_URL, AWS_ENDPOINT_URL_SQS = '', AWS_REGION = '' } = shop.platform.environment(consumer);
    const log = await shop.followLog(consumer);
    const sqs = new SQSClient(localClient(AWS_ENDPOINT_URL_SQS, AWS_REGION));
    for (const body of [`${email} ${password}`, JSON.stringify({ type: 'order.paid', data: { email, password } })]) {
      await sqs.send(new SendMessageCommand({ QueueUrl: EVENTS_QUEUE_URL, MessageBody: body }));
    }
    sqs.destroy();
    await log.waitFor('queue.message-failed');
  }
}

async function resetPassword(shop: Shop, shopper: Shopper, email: string) {
  expect((await shopper.post('/auth/password-reset', { email })).status).to.equal(202);
  const code = await codeMailedTo(shop, email, 'reset');
  const password = newPassword();
  const reset = await shopper.post('/auth/password-reset', { email, code, newPassword: password });
  expect(reset.status, JSON.stringify(reset.body)).to.equal(204);
  expect((await shopper.signIn(email, password)).status).to.equal(200);
  return { code, password };
}

async function fillCart(shopper: Shopper, sku: string): Promise<void> {
  await eventually(async () => (await shopper.addToCart(sku)).status === 200, { withinMs: 60_000, everyMs: 200 });
}

/** `<visitor>.<session token or ->.<issued at>.<key id>.<signature>`: all but the visitor's id and the key's. */
function secretPartsOf(cookie: string): string[] {
  const value = cookie.split(';')[0]?.split('=').slice(1).join('=') ?? '';
  const [, token = '-', , , signature = ''] = value.split('.');
  return [value, ...(token === '-' ? [] : [token]), signature].filter((part) => part.length > 8);
}
