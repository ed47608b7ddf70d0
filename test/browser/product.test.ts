import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { shopWithStorefront } from '../support/shop-with-storefront.ts';
import { addToCart, chooseSize, confirmedOrder, fillCheckout, placeOrder } from '../support/storefront-pages.ts';
import { visit } from '../support/visit.ts';

describe('a product’s page in a browser', function () {
  this.timeout(90_000);

  before(async function () {
    this.timeout(180_000);
    await shopWithStorefront();
  });

  it('chooses no size for anybody: the button asks for one and leads to the sizes', () =>
    visit(async (page) => {
      await openSizedProduct(page);
      const sizes = page.getByRole('group', { name: 'Size' }).getByRole('radio');
      expect(await sizes.evaluateAll((all) => all.some((size) => size.matches(':checked')))).to.equal(false);

      await page.getByRole('button', { name: 'Choose a size' }).click();

      expect(await sizes.first().evaluate((size) => size.matches(':focus'))).to.equal(true);
      expect(await cartCount(page)).to.equal(0);
      await chooseSize(page);
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await page.getByRole('link', { name: 'View your cart (1)' }).waitFor();
    }));

  it('shows the picture of the colour that is chosen', () =>
    visit(async (page) => {
      await page.goto('/search?q=table+lamp');
      await page.getByRole('article').getByRole('link').first().click();
      const colours = page.getByRole('group', { name: 'Colour' }).getByRole('radio');
      await colours.first().waitFor();
      const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';

      for (const colour of (await colours.all()).toReversed()) {
        await colour.check({ force: true });
        const value = ((await colour.getAttribute('value')) ?? '').toLowerCase();
        const picture = page.getByRole('img', { name: `${name} in ${value}`, exact: true });
        await picture.waitFor();
        expect(await picture.getAttribute('src')).to.include(`-${value}-`);
      }
    }));

  it('adds once at a double click', () =>
    visit(async (page) => {
      await openSizedProduct(page);
      await chooseSize(page);

      await page.getByRole('button', { name: 'Add to cart' }).dblclick();

      await page.getByRole('link', { name: 'View your cart (1)' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await cartCount(page)).to.equal(1);
    }));

  it('calls together only what was bought together', () =>
    visit(async (page, shop) => {
      // The first few are bought together elsewhere.
      const [one, other] = (await shop.articles(6)).slice(4);
      await page.goto(`/p/${one?.slug}`);
      await page.getByRole('heading', { level: 2, name: 'Popular in the shop' }).waitFor();
      expect(await page.getByRole('heading', { name: 'Often bought together' }).count()).to.equal(0);

      await addToCart(page, one?.slug ?? '');
      await addToCart(page, other?.slug ?? '');
      await fillCheckout(page, { email: `pair-${Date.now()}@example.org` });
      await placeOrder(page);
      await confirmedOrder(page);

      const together = page.getByRole('region', { name: 'Often bought together' });
      await eventually(
        async () => {
          await page.goto(`/p/${one?.slug}`);
          await page.getByRole('heading', { level: 2, name: /Often bought together|Popular in the shop/ }).waitFor();
          return (await together.count()) === 1;
        },
        { withinMs: 30_000, everyMs: 500 },
      );
      expect(await together.getByRole('article').getByRole('heading').allTextContents()).to.deep.equal([other?.name]);
    }));
});

async function openSizedProduct(page: Page): Promise<void> {
  await page.goto('/search?q=rollneck');
  await page.getByRole('article').getByRole('link').first().click();
  await page.getByRole('group', { name: 'Size' }).waitFor();
}

async function cartCount(page: Page): Promise<number> {
  return (await (await page.request.get('/api/v1/cart')).json()).itemCount;
}
