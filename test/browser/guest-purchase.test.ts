import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { type BrowserShop, shopWithStorefront } from '../support/shop-with-storefront.ts';
import { addToCart, confirmedOrder, fillCheckout, placeOrder, shownAmounts } from '../support/storefront-pages.ts';
import { answered, visit } from '../support/visit.ts';

describe('a guest with a browser', function () {
  this.timeout(90_000);

  before(async function () {
    this.timeout(180_000);
    await shopWithStorefront();
  });

  it('buys, sees amounts that add up and are the API’s, and finds the order by the link in the e-mail', () =>
    visit(async (page, shop) => {
      const email = `guest-${Date.now()}@example.org`;
      const [first, second] = await shop.articles(2);
      if (first === undefined || second === undefined) throw new Error('the catalogue is empty');
      const goods = 2 * first.priceMinor + second.priceMinor;
      await addToCart(page, first.slug, { times: 2 });
      await addToCart(page, second.slug);

      await page.goto('/cart');
      const inCart = await shownAmounts(page, 'cart-total');
      await fillCheckout(page, { email });
      const quoted = await shownAmounts(page, 'checkout-total');
      const quote = await page.request.get('/api/v1/checkouts/quote?shippingMethod=standard&country=DE');
      const { shipping, tax, total } = await quote.json();
      await placeOrder(page);
      const { number } = await confirmedOrder(page);
      const confirmed = await shownAmounts(page, 'order-total');

      expect(inCart).to.deep.equal({ Subtotal: goods, 'Total, without delivery': goods });
      expect(quoted).to.deep.equal({
        Subtotal: goods,
        Delivery: shipping.amountMinor,
        'Of which tax': tax.amountMinor,
        Total: total.amountMinor,
      });
      expect(quoted.Total).to.equal(goods + shipping.amountMinor);
      expect(confirmed).to.deep.equal(quoted);
      const { text } = await shop.mailTo(email, new RegExp(number));
      expect(text).to.include((total.amountMinor / 100).toFixed(2));
      await page.goto(text.match(/http\S+\/order-lookup\S+/)?.[0] ?? 'no link in the e-mail');
      expect(await page.getByLabel('Order number').inputValue()).to.equal(number);
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('button', { name: 'Find the order' }).click();
      expect(await shownAmounts(page, 'order-total')).to.deep.equal(confirmed);
      await page.getByText('Paid', { exact: true }).waitFor();
    }));

  it('cancels the order on the page that thanks', () =>
    visit(async (page, shop) => {
      const email = `guest-${Date.now()}@example.org`;
      const { checkoutId } = await buy(page, shop, email);
      await page.getByText(`We are sending the confirmation to ${email}.`).waitFor();
      await page.getByRole('link', { name: 'Continue shopping' }).waitFor();

      await cancelOrder(page);

      await page.getByRole('heading', { level: 1, name: 'Your order is cancelled' }).waitFor();
      await isRefunded(shop, checkoutId);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Your order is cancelled' }).waitFor();
      expect(await page.getByRole('button', { name: 'Cancel this order' }).count()).to.equal(0);
    }));

  it('cancels the order in another browser, by the link in the e-mail and the address', () =>
    visit(async (page, shop) => {
      const email = `guest-${Date.now()}@example.org`;
      const { number, checkoutId } = await buy(page, shop, email);
      const { text } = await shop.mailTo(email, new RegExp(number));
      await page.context().clearCookies();
      await page.goto(text.match(/http\S+\/order-lookup\S+/)?.[0] ?? 'no link in the e-mail');
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('button', { name: 'Find the order' }).click();

      await cancelOrder(page);

      await page.getByText('Cancelled', { exact: true }).waitFor();
      await isRefunded(shop, checkoutId);
      await shop.mailTo(email, /cancel/i);
    }));

  it('can’t be looked at by somebody who knows the order’s number and not the e-mail', () =>
    visit(
      async (page, shop) => {
        const [article] = await shop.articles(1);
        await addToCart(page, article?.slug ?? '');
        await fillCheckout(page, { email: `guest-${Date.now()}@example.org` });
        await placeOrder(page);
        const { number } = await confirmedOrder(page);

        await page.context().clearCookies();
        await page.goto(`/order-lookup?number=${number}`);
        await page.getByLabel('E-mail').fill('somebody-else@example.org');
        await page.getByRole('button', { name: 'Find the order' }).click();

        await page.getByText('There is no order with this number and e-mail').waitFor();
      },
      { expectedComplaints: answered(404) },
    ));

  it('changes quantities and takes lines out, and the cart’s total follows', () =>
    visit(async (page, shop) => {
      const [first, second] = await shop.articles(2);
      if (first === undefined || second === undefined) throw new Error('the catalogue is empty');
      await addToCart(page, first.slug);
      await addToCart(page, second.slug);
      await page.goto('/cart');
      const total = page.getByTestId('cart-total');
      const comesTo = (minor: number) => total.filter({ hasText: `€${(minor / 100).toFixed(2)}` }).waitFor();
      await comesTo(first.priceMinor + second.priceMinor);
      const line = page.getByRole('article').filter({ hasText: first.name });

      await line.getByRole('button', { name: 'One more' }).click();
      await comesTo(2 * first.priceMinor + second.priceMinor);
      await line.getByRole('spinbutton').fill('4');
      await page.keyboard.press('Enter');
      await comesTo(4 * first.priceMinor + second.priceMinor);
      await line.getByRole('button', { name: /^Remove/ }).click();

      await comesTo(second.priceMinor);
      await page.getByRole('link', { name: 'Cart 1 item' }).waitFor();
    }));

  it('is told beside the fields what is missing, before anything is sent', () =>
    visit(async (page, shop) => {
      const [article] = await shop.articles(1);
      await addToCart(page, article?.slug ?? '');
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/checkouts')) sent.push(request.url());
      });
      await fillCheckout(page, { email: 'not-an-address' });
      await page.getByLabel('City').fill('');

      await placeOrder(page);

      const email = page.getByLabel('E-mail');
      await page.getByText('Please write it like name@example.com.').waitFor();
      expect(await email.getAttribute('aria-invalid')).to.equal('true');
      expect(await email.evaluate((field) => field.matches(':focus'))).to.equal(true);
      await page.getByText('Please fill this in.').waitFor();
      expect(sent).to.deep.equal([]);
    }));
});

async function buy(page: Page, shop: BrowserShop, email: string) {
  const [article] = await shop.articles(1);
  await addToCart(page, article?.slug ?? '');
  await fillCheckout(page, { email });
  await placeOrder(page);
  return confirmedOrder(page);
}

async function cancelOrder(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel this order' }).click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByText('The order is cancelled').waitFor();
}

async function isRefunded(shop: BrowserShop, checkoutId: string): Promise<void> {
  const movements = await eventually(async () => {
    const made = await shop.movementsOf(checkoutId);
    return made.some(({ kind }) => kind === 'refund') && made;
  });
  expect(movements.map(({ kind }) => kind)).to.deep.equal(['authorization', 'capture', 'refund']);
}
