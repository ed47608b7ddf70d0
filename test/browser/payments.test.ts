import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { type BrowserShop, shopWithStorefront } from '../support/shop-with-storefront.ts';
import {
  addToCart,
  confirmedOrder,
  fillCheckout,
  placeOrder,
  shownAmounts,
  type TestCard,
} from '../support/storefront-pages.ts';
import { answered, visit } from '../support/visit.ts';

describe('paying in a browser', function () {
  this.timeout(90_000);

  before(async function () {
    this.timeout(180_000);
    await shopWithStorefront();
  });

  it('says that a card was declined, keeps cart and form, and takes another card', () =>
    visit(
      async (page, shop) => {
        await readyToPay(page, shop, 'is declined');

        await placeOrder(page);
        await page.getByText('The payment was declined').waitFor();
        expect(await page.getByLabel('Street and number').inputValue()).to.equal('Torstr. 1');
        await page.getByRole('link', { name: 'Cart 1 item' }).waitFor();
        await page.getByLabel('Test card that succeeds').check();
        await placeOrder(page);

        await chargedOnce(page, shop, (await confirmedOrder(page)).checkoutId);
      },
      { expectedComplaints: answered(402) },
    ));

  it('makes one order of a double click', () =>
    visit(async (page, shop) => {
      await readyToPay(page, shop, 'is slow');
      let sent = 0;
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/checkouts')) sent += 1;
      });

      await page.getByRole('button', { name: 'Place order' }).dblclick();

      await chargedOnce(page, shop, (await confirmedOrder(page)).checkoutId);
      expect(sent).to.equal(1);
    }));

  it('waits on a page of its own while the provider is silent, and comes to the confirmation by itself', () =>
    visit(async (page, shop) => {
      await readyToPay(page, shop, 'never answers');

      await placeOrder(page);

      await page.waitForURL(/\/checkout\/.+/, { timeout: 15_000 });
      await chargedOnce(page, shop, (await confirmedOrder(page, 40_000)).checkoutId);
    }));

  it('finishes an order whose answer was lost by itself, without charging twice', () =>
    visit(
      async (page, shop) => {
        await readyToPay(page, shop);
        await page.route(
          '**/api/v1/checkouts',
          async (route) => {
            await route.fetch();
            await route.abort('connectionreset');
          },
          { times: 1 },
        );

        await placeOrder(page);
        await page.getByText('We are checking what happened to your order').waitFor();

        await chargedOnce(page, shop, (await confirmedOrder(page)).checkoutId);
      },
      { expectedComplaints: /net::ERR_CONNECTION_RESET/ },
    ));

  it('comes to the confirmation by itself after a reload in the middle, and offers no way to lose sight of the order', () =>
    visit(async (page, shop) => {
      await readyToPay(page, shop, 'is slow');
      const sent = page.waitForRequest(
        (request) => request.method() === 'POST' && request.url().endsWith('/checkouts'),
      );
      await placeOrder(page);
      const key = (await sent).headers()['idempotency-key'];

      const sentAgain = page.waitForRequest('**/api/v1/checkouts');
      await page.reload();

      expect((await sentAgain).headers()['idempotency-key']).to.equal(key);
      expect(await page.getByRole('form', { name: 'Checkout' }).count()).to.equal(0);
      await chargedOnce(page, shop, (await confirmedOrder(page)).checkoutId);
      await page.goto('/checkout');
      await page.getByText('Your cart is empty').waitFor();
    }));

  it('leads back to an order that is still worked on instead of to a new one', () =>
    visit(async (page, shop) => {
      await readyToPay(page, shop, 'never answers');
      await placeOrder(page);
      await page.waitForURL(/\/checkout\/.+/, { timeout: 15_000 });
      const address = page.url();

      await page.goto('/checkout');

      await page.waitForURL(address);
      await chargedOnce(page, shop, (await confirmedOrder(page, 40_000)).checkoutId);
    }));

  it('comes to the confirmation by itself when the checkout is killed in the middle of a payment', () =>
    visit(
      async (page, shop) => {
        await readyToPay(page, shop, 'is slow');
        const victim = shop.platform.process('checkout').pid ?? expect.fail('checkout does not run');
        await placeOrder(page);
        await page.getByRole('button', { name: 'Placing your order…' }).waitFor();

        process.kill(victim, 'SIGKILL');
        await page.getByText('We are checking what happened to your order').waitFor();
        await page.getByRole('button', { name: /^Check/ }).waitFor();

        await chargedOnce(page, shop, (await confirmedOrder(page, 60_000)).checkoutId);
      },
      { expectedComplaints: answered(503) },
    ));

  it('asks again when the total has changed while the form was filled in', () =>
    visit(
      async (page, shop) => {
        const [, other] = await shop.articles(2);
        await readyToPay(page, shop);
        const before = await shownAmounts(page, 'checkout-total');
        const { variants } = await (await page.request.get(`/api/v1/products/${other?.slug}`)).json();
        await page.request.post('/api/v1/cart/lines', { data: { sku: variants[0].sku, quantity: 1 } });

        await placeOrder(page);
        await page.getByText('The total has changed').waitFor();
        await page.getByRole('link', { name: 'Cart 2 items' }).waitFor();
        await page.getByText(/^It was €[\d.]+ when you placed the order, and it is €[\d.]+ now\.$/).waitFor();
        const after = await shownAmounts(page, 'checkout-total');
        await placeOrder(page);
        await confirmedOrder(page);

        expect(after.Total).to.be.greaterThan(before.Total ?? Number.POSITIVE_INFINITY);
        expect((await shownAmounts(page, 'order-total')).Total).to.equal(after.Total);
      },
      { expectedComplaints: answered(409) },
    ));
});

async function readyToPay(page: Page, shop: BrowserShop, card: TestCard = 'succeeds'): Promise<void> {
  const [article] = await shop.articles(1);
  await addToCart(page, article?.slug ?? '');
  await fillCheckout(page, { email: `guest-${Date.now()}@example.org`, card });
}

/** The provider's own ledger against what the page shows. */
async function chargedOnce(page: Page, shop: BrowserShop, checkoutId: string): Promise<void> {
  const { Total: amountMinor } = await shownAmounts(page, 'order-total');
  const movements = await eventually(async () => {
    const made = await shop.movementsOf(checkoutId);
    return made.some(({ kind }) => kind === 'capture') && made;
  });
  expect(movements.map(({ kind, amountMinor }) => ({ kind, amountMinor }))).to.deep.equal([
    { kind: 'authorization', amountMinor },
    { kind: 'capture', amountMinor },
  ]);
}
