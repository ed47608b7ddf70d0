import type { Page } from 'playwright-core';

export interface Picture {
  /** The file's name without `.png`. */
  readonly name: string;
  readonly look: 'desktop' | 'phone';
  /** Brings the page to where it is worth a picture. */
  readonly pose: (page: Page) => Promise<void>;
}

/** What README.md shows, in the order of a visit: one visitor goes through all of it. */
export const pictures: readonly Picture[] = [
  {
    name: 'home',
    look: 'desktop',
    pose: async (page) => {
      await page.goto('/');
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'search',
    look: 'desktop',
    pose: async (page) => {
      await page.goto('/search?q=tabel+lmap');
      await page.getByText('Showing results for').waitFor();
    },
  },
  {
    name: 'product',
    look: 'desktop',
    pose: async (page) => {
      await page.goto('/c/clothing?sort=popular');
      await page.getByRole('article').first().getByRole('link').click();
      await addToCart(page);
    },
  },
  {
    name: 'checkout',
    look: 'desktop',
    pose: async (page) => {
      await page.goto('/search?q=lamp');
      await page.getByRole('article').nth(1).getByRole('link').click();
      await addToCart(page);
      await page.goto('/checkout');
      await fillIn(page);
    },
  },
  {
    name: 'confirmed',
    look: 'desktop',
    pose: async (page) => {
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByTestId('order-number').waitFor();
    },
  },
  {
    name: 'phone',
    look: 'phone',
    pose: async (page) => {
      await page.goto('/c/home?sort=popular');
      await page.getByRole('article').first().getByRole('link').click();
      await page.getByRole('form', { name: 'Buy' }).waitFor();
    },
  },
];

async function addToCart(page: Page): Promise<void> {
  await page.getByRole('form', { name: 'Buy' }).waitFor();
  const [size] = await page.getByRole('group', { name: 'Size' }).getByRole('radio').all();
  await size?.check({ force: true });
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: /View your cart/ }).waitFor();
}

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Full name').fill('Ada Byron');
  await page.getByLabel('Street and number').fill('Torstr. 1');
  await page.getByLabel('Postal code').fill('10119');
  await page.getByLabel('City').fill('Berlin');
  await page.getByLabel('Country').selectOption('Germany');
  await page.getByTestId('checkout-total').waitFor();
}
