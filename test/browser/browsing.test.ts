import { expect } from 'chai';
import { shopWithStorefront } from '../support/shop-with-storefront.ts';
import { answered, visit } from '../support/visit.ts';

describe('a person with a browser who looks around', function () {
  this.timeout(60_000);

  before(async function () {
    this.timeout(180_000);
    await shopWithStorefront();
  });

  it('finds what they meant in spite of two typing errors, and is told what was searched for', () =>
    visit(async (page) => {
      await page.goto('/');

      await page.getByRole('combobox', { name: 'Search the shop' }).fill('tabel lmap');
      await page.keyboard.press('Enter');

      await page.getByText('Showing results for “table lamp”').waitFor();
      const names = await page.getByRole('article').getByRole('heading').allTextContents();
      expect(names).to.not.deep.equal([]);
      for (const name of names) expect(name).to.match(/table lamp/i);
    }));

  it('chooses a suggestion with the arrow keys and comes to its product', () =>
    visit(async (page) => {
      await page.goto('/');
      const field = page.getByRole('combobox', { name: 'Search the shop' });
      await field.pressSequentially('keyboa');
      const product = page.getByRole('option').filter({ hasText: 'Product' }).first();
      await product.waitFor();
      const name = (await product.textContent())?.replace(/Product$/, '') ?? '';

      for (let presses = 0; presses < 8; presses += 1) {
        await page.keyboard.press('ArrowDown');
        if ((await product.getAttribute('aria-selected')) === 'true') break;
      }
      expect(await field.getAttribute('aria-activedescendant')).to.equal(await product.getAttribute('id'));
      await page.keyboard.press('Enter');

      await page.getByRole('heading', { level: 1, name }).waitFor();
      expect(new URL(page.url()).pathname).to.match(/^\/p\//);
      expect(await field.inputValue()).to.equal('');
    }));

  it('narrows a search by facets whose numbers hold, and takes them off again', () =>
    visit(async (page) => {
      await page.goto('/search?q=lamp');
      const counted = page.getByText(/^\d+ products?$/);
      await counted.waitFor();
      const all = await counted.textContent();
      const facets = page.locator('details', { hasText: 'Filters' });
      const brand = facets.getByRole('link', { name: /^Hearth & Oak/ });
      const promised = Number((await brand.textContent())?.match(/\d+$/)?.[0]);

      await brand.click();

      await page.getByText(promised === 1 ? '1 product' : `${promised} products`, { exact: true }).waitFor();
      const cards = page.getByRole('article');
      expect(await cards.count()).to.equal(promised);
      expect(await cards.filter({ hasText: 'Hearth & Oak' }).count()).to.equal(promised);
      await facets.getByRole('link', { name: 'Take all filters off' }).click();
      await page.getByText(all ?? '', { exact: true }).waitFor();
    }));

  it('can write no more than a search takes, and is told what to do with a link that is too long', () =>
    visit(
      async (page) => {
        const endless = 'x'.repeat(300);
        await page.goto('/');
        const field = page.getByRole('combobox', { name: 'Search the shop' });
        await field.click();
        await page.keyboard.insertText(endless);
        expect(await field.inputValue()).to.have.lengthOf(200);
        await page.keyboard.press('Enter');
        await page.getByText('Nothing found for').waitFor();
        await page.getByText('Try other words, or fewer of them.').waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).to.equal(true);

        await page.goto(`/search?q=${endless}`);

        await page.getByText('Please use at most 200 characters').waitFor();
      },
      { expectedComplaints: answered(422), viewport: { width: 390, height: 844 } },
    ));

  it('is advised to take filters off only where there are some', () =>
    visit(async (page) => {
      await page.goto('/search?q=lamp&minPrice=99999999');
      await page.getByText('There may be something without the filters.').waitFor();

      await page.getByRole('link', { name: 'Take the filters off' }).click();

      await page.getByRole('article').first().waitFor();
    }));

  it('sees no list twice on the home page', () =>
    visit(async (page) => {
      await page.goto('/');
      await page.getByRole('article').first().waitFor();
      await page.waitForLoadState('networkidle');
      const lists = await page.getByRole('region').all();
      const names = await Promise.all(
        lists.map((list) => list.getByRole('article').getByRole('heading').allTextContents()),
      );
      const starts = names.filter((list) => list.length > 0).map((list) => list.slice(0, 4).join());

      expect(starts.length).to.be.greaterThan(1);
      expect(new Set(starts).size).to.equal(starts.length);
    }));

  it('sees in a category what its filters allow, in the order asked for, page after page', () =>
    visit(async (page) => {
      await page.goto('/c/home');
      await page.getByLabel('From €').fill('30');
      await page.getByLabel('To €').fill('90');
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.getByLabel('Sort by').selectOption('Price, low to high');
      await page.waitForURL(/minPrice=3000&maxPrice=9000&sort=price-asc/);
      const more = page.getByRole('button', { name: 'Show more' });
      await more.waitFor();
      const cards = page.getByRole('article');
      const first = await cards.count();

      await more.click();

      await cards.nth(first).waitFor();
      const shown = await cards.locator('p', { hasText: '€' }).allTextContents();
      const prices = shown.map((text) => Number(text.match(/€([\d.]+)/)?.[1]));
      expect(prices).to.deep.equal(prices.toSorted((one, other) => one - other));
      for (const price of prices) expect(price).to.be.within(30, 90);
      const links = await cards.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      expect(new Set(links).size).to.equal(links.length);
    }));

  it('sees the price of the variant that they choose', () =>
    visit(async (page, shop) => {
      await page.goto('/search?q=rollneck');
      await page.getByRole('article').getByRole('link').first().click();
      await page.getByRole('group').first().waitFor();
      await page.getByRole('button', { name: 'Choose a size' }).waitFor();
      const slug = new URL(page.url()).pathname.split('/').at(-1);
      const { variants } = await (await page.request.get(`${shop.url}/api/v1/products/${slug}`)).json();
      const last = variants.at(-1);

      for (const value of Object.values<string>(last.optionValues)) {
        await page.getByRole('radio', { name: value, exact: true }).check({ force: true });
      }

      await page.getByText(`€${(last.price.amountMinor / 100).toFixed(2)}`, { exact: true }).waitFor();
    }));

  it('is told where a page or a product is missing, and led back', () =>
    visit(
      async (page) => {
        await page.goto('/no-such-page');
        await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
        await page.getByRole('link', { name: 'Back to the shop' }).click();
        await page.getByRole('heading', { level: 1, name: 'Good things for every day' }).waitFor();

        await page.goto('/p/no-such-product');

        await page.getByRole('heading', { level: 1, name: 'Product not found' }).waitFor();
      },
      { expectedComplaints: /status of 404 .*products\/no-such-product/ },
    ));
});
