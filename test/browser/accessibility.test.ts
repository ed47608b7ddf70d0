import axe, { type AxeResults } from 'axe-core';
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { shopWithStorefront } from '../support/shop-with-storefront.ts';
import { addToCart, confirmedOrder, fillCheckout, placeOrder } from '../support/storefront-pages.ts';
import { visit } from '../support/visit.ts';

const paths = ['/', '/c/lamps', '/search?q=lamp', '/sign-in', '/sign-up', '/order-lookup', '/help', '/no-such-page'];
const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

describe('the storefront for people who see it otherwise', function () {
  this.timeout(90_000);

  before(async function () {
    this.timeout(180_000);
    await shopWithStorefront();
  });

  it('sells by the keyboard alone', () =>
    visit(async (page) => {
      await page.goto('/');
      await tabTo(page, page.getByRole('combobox', { name: 'Search the shop' }));
      await page.keyboard.type('table lamp');
      await page.keyboard.press('Enter');
      await page.getByRole('article').first().waitFor();
      await tabTo(page, page.getByRole('article').getByRole('link').first());
      await page.keyboard.press('Enter');
      await page.getByRole('form', { name: 'Buy' }).waitFor();
      const choose = page.getByRole('button', { name: 'Choose a size' });
      if ((await choose.count()) > 0) {
        await tabTo(page, choose);
        await page.keyboard.press('Enter');
        expect(await hasFocus(page.getByRole('group', { name: 'Size' }).getByRole('radio').first())).to.equal(true);
        await page.keyboard.press('Space');
      }
      await tabTo(page, page.getByRole('button', { name: 'Add to cart' }));
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: /View your cart/ }).waitFor();
      await tabTo(page, page.getByRole('link', { name: /View your cart/ }));
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Check out' }).waitFor();
      await tabTo(page, page.getByRole('link', { name: 'Check out' }));
      await page.keyboard.press('Enter');
      await page.getByRole('form', { name: 'Checkout' }).waitFor();
      for (const [label, text] of Object.entries({
        'E-mail': `keys-${Date.now()}@example.org`,
        'Full name': 'Ada Byron',
        'Street and number': 'Torstr. 1',
        'Postal code': '10119',
        City: 'Berlin',
        Country: 'Germany',
      })) {
        await tabTo(page, page.getByLabel(label));
        await page.keyboard.type(text);
      }
      await page.getByTestId('checkout-total').waitFor();
      await tabTo(page, page.getByLabel('Standard delivery'));
      await page.keyboard.press('ArrowDown');
      expect(await page.getByLabel('Express delivery').isChecked()).to.equal(true);
      await page.getByRole('definition').filter({ hasText: '€12.90' }).waitFor();
      await tabTo(page, page.getByRole('button', { name: 'Place order' }));

      await page.keyboard.press('Enter');

      await confirmedOrder(page);
    }));

  it('moves the focus to a page that comes by a link, and says aloud what changed', () =>
    visit(async (page, shop) => {
      const [article] = await shop.articles(1);
      await page.goto('/');

      await page.getByRole('navigation', { name: 'Categories' }).getByRole('link').first().click();
      await page.getByRole('heading', { level: 1, name: 'Home & Living' }).waitFor();
      expect(await hasFocus(page.getByRole('main'))).to.equal(true);
      await addToCart(page, article?.slug ?? '');

      await page
        .getByRole('status')
        .filter({ hasText: `${article?.name} is in your cart` })
        .waitFor({ state: 'attached' });
    }));

  for (const look of looks) {
    it(`has no serious fault by the rules of axe: ${look.colorScheme}, ${look.viewport.width} wide`, () =>
      visit(async (page, shop) => {
        const [article] = await shop.articles(1);
        const faults: string[] = [];
        const check = async () => faults.push(...(await seriousFaults(page)));
        for (const path of paths) {
          await page.goto(path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await check();
        }
        await addToCart(page, article?.slug ?? '');
        await check();
        await page.goto('/cart');
        await page.getByTestId('cart-total').waitFor();
        await check();
        await fillCheckout(page, { email: 'not-an-address' });
        await placeOrder(page);
        await page.getByText('Please write it like').waitFor();
        await check();
        await page.getByLabel('E-mail').fill(`axe-${Date.now()}@example.org`);
        await placeOrder(page);
        await confirmedOrder(page);
        await check();

        expect(faults).to.deep.equal([]);
      }, look));
  }
});

async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await hasFocus(element)) return;
    await page.keyboard.press('Tab');
  }
  expect.fail(`120 times Tab do not lead to ${element}`);
}

const hasFocus = (element: Locator) => element.evaluate((node) => node.matches(':focus'));

/** Serious and critical violations of the page as it stands: rule, then where. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${new URL(page.url()).pathname}: ${id} at ${target}`));
}
