import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type BrowserShop, shopWithStorefront } from '../support/shop-with-storefront.ts';

describe('a person with a browser', () => {
  let shop: BrowserShop;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  before(async function () {
    this.timeout(180_000);
    [shop, browser] = await Promise.all([shopWithStorefront(), openBrowser()]);
  });

  beforeEach(async () => {
    context = await browser.newContext({ baseURL: shop.url, locale: 'en-GB' });
    page = await context.newPage();
    complaints.length = 0;
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });

  afterEach(() => context.close());

  after(() => browser.close());

  it('searches with a typo, buys as a guest, sees the right totals and finds the e-mail', async function () {
    this.timeout(90_000);
    const email = `guest-${Date.now()}@example.org`;
    const { name, slug, firstPriceMinor } = await shop.someProduct();

    await page.goto('/');
    await page.getByRole('combobox', { name: /search/i }).fill(name.split(' ').slice(0, 2).join(' '));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search/);
    await page.locator(`a[href$="/p/${slug}"]`).first().click();
    await page.getByRole('button', { name: /add to cart/i }).click();
    await page.goto('/cart');
    await page.getByTestId('cart-total').waitFor();
    await page.goto('/checkout');
    await fillCheckout(page, email);
    const expected = firstPriceMinor + 490;
    await page.getByTestId('checkout-total').getByText(money(expected)).waitFor();
    await page.getByRole('button', { name: /pay|place order|buy/i }).click();

    await page.getByTestId('order-number').waitFor({ timeout: 20_000 });
    const number = (await page.getByTestId('order-number').textContent())?.trim() ?? '';
    expect(number).to.match(/EM-/);
    expect(await page.getByTestId('order-total').textContent()).to.include(money(expected));
    const mail = await shop.mailTo(email);
    expect(`${mail.subject} ${mail.text}`).to.include(number.match(/EM-[0-9A-Z-]+/)?.[0] ?? 'no number');
    expect(complaints).to.deep.equal([]);
  });

  it('signs in, buys, and finds the order among their own', async function () {
    this.timeout(90_000);
    const { slug } = await shop.someProduct();
    const { email, password } = shop.customer;

    await page.goto('/sign-in');
    await page.getByLabel(/e-?mail/i).fill(email);
    await page.getByLabel(/^password/i).fill(password);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto(`/p/${slug}`);
    await page.getByRole('button', { name: /add to cart/i }).click();
    await eventually(async () =>
      (await page.request.get('/api/v1/cart')).json().then(({ itemCount }) => itemCount > 0),
    );
    await page.goto('/checkout');
    await fillCheckout(page, email);
    await page.getByRole('button', { name: /pay|place order|buy/i }).click();
    await page.getByTestId('order-number').waitFor({ timeout: 20_000 });
    const number = (await page.getByTestId('order-number').textContent())?.match(/EM-[0-9A-Z-]+/)?.[0] ?? 'no number';
    await page.goto('/orders');

    await page.getByText(number).first().waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('is told about a declined card and can pay with another', async function () {
    this.timeout(90_000);
    const { slug } = await shop.someProduct();
    await page.goto(`/p/${slug}`);
    await page.getByRole('button', { name: /add to cart/i }).click();
    await eventually(async () =>
      (await page.request.get('/api/v1/cart')).json().then(({ itemCount }) => itemCount > 0),
    );
    await page.goto('/checkout');
    await fillCheckout(page, `declined-${Date.now()}@example.org`, 'tok_declined');

    await page.getByRole('button', { name: /pay|place order|buy/i }).click();
    await page
      .getByText(/declined/i)
      .first()
      .waitFor({ timeout: 20_000 });

    const cart = await (await page.request.get('/api/v1/cart')).json();
    expect(cart.itemCount).to.be.greaterThan(0);
  });
});

async function fillCheckout(page: Page, email: string, token?: string): Promise<void> {
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel(/name/i).first().fill('Ada Byron');
  await page
    .getByLabel(/address|street/i)
    .first()
    .fill('Torstr. 1');
  await page
    .getByLabel(/city|town/i)
    .first()
    .fill('Berlin');
  await page.getByLabel(/post/i).first().fill('10119');
  await page
    .getByLabel(/country/i)
    .first()
    .selectOption('DE');
  if (token !== undefined) await page.locator(`input[value="${token}"]`).check();
}

function money(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2);
}
