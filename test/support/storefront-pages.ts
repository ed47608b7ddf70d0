import { expect } from 'chai';
import type { Page } from 'playwright-core';

/** The label of a test card on the checkout page. */
export type TestCard = 'succeeds' | 'is declined' | 'never answers' | 'is slow';

export async function addToCart(page: Page, slug: string, { times = 1 } = {}): Promise<void> {
  await page.goto(`/p/${slug}`);
  const buy = page.getByRole('form', { name: 'Buy' });
  await chooseSize(page);
  for (let more = 1; more < times; more += 1) await buy.getByRole('button', { name: 'One more' }).click();
  await buy.getByRole('button', { name: 'Add to cart' }).click();
  await buy.getByRole('link', { name: /View your cart/ }).waitFor();
}

/** The first size that can be bought, where there are sizes to choose from. */
export async function chooseSize(page: Page): Promise<void> {
  await page.getByRole('form', { name: 'Buy' }).waitFor();
  const [first] = await page
    .getByRole('group', { name: 'Size' })
    .getByRole('radio', { name: /^(?!.*sold out)/ })
    .all();
  await first?.check({ force: true });
}

/** Opens the checkout and fills it in, until its total is known. The e-mail is left as it is when none is given. */
export async function fillCheckout(page: Page, { email, card = 'succeeds' }: { email?: string; card?: TestCard } = {}) {
  await page.goto('/checkout');
  if (email !== undefined) await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Full name').fill('Ada Byron');
  await page.getByLabel('Street and number').fill('Torstr. 1');
  await page.getByLabel('Postal code').fill('10119');
  await page.getByLabel('City').fill('Berlin');
  await page.getByLabel('Country').selectOption('Germany');
  if (card !== 'succeeds') await page.getByText('Other test cards').click();
  await page.getByLabel(`Test card that ${card}`).check();
  await page.getByTestId('checkout-total').waitFor();
}

export const placeOrder = (page: Page) => page.getByRole('button', { name: 'Place order' }).click();

/** Waits for the page that thanks. Answers the order's number and the checkout's id. */
export async function confirmedOrder(page: Page, withinMs = 25_000): Promise<{ number: string; checkoutId: string }> {
  const number = page.getByTestId('order-number');
  await number.waitFor({ timeout: withinMs });
  return {
    number: (await number.textContent()) ?? '',
    checkoutId: new URL(page.url()).pathname.split('/').at(-1) ?? '',
  };
}

/** A table of amounts as shown, by the test id of its sum: minor units by label, deductions negative. */
export async function shownAmounts(page: Page, sumTestId: string): Promise<Record<string, number>> {
  const table = page.locator('dl', { has: page.getByTestId(sumTestId) });
  await table.waitFor();
  const labels = await table.locator('dt').allTextContents();
  const amounts = await table.locator('dd').allTextContents();
  return Object.fromEntries(labels.map((label, index) => [label, minorUnits(amounts[index] ?? '')]));
}

/** `€1,234.50` -> 123450 and `−€5.00` -> -500. */
function minorUnits(shown: string): number {
  const [, minus, major = '', minor = ''] = shown.match(/^(−?)€([\d,]+)\.(\d\d)$/) ?? [];
  expect(major, `an amount in euros: ${shown}`).to.not.equal('');
  const amount = Number(major.replaceAll(',', '')) * 100 + Number(minor);
  return minus === '' ? amount : -amount;
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
}
