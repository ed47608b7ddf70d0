import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { newPassword } from '../support/customers.ts';
import { type BrowserShop, shopWithStorefront } from '../support/shop-with-storefront.ts';
import { addToCart, confirmedOrder, fillCheckout, placeOrder, signIn } from '../support/storefront-pages.ts';
import { answered, visit } from '../support/visit.ts';

describe('a customer with a browser', function () {
  this.timeout(90_000);

  before(async function () {
    this.timeout(180_000);
    await shopWithStorefront();
  });

  it('opens an account with the code from the e-mail, keeps the guest’s cart, and leaves nothing behind', () =>
    visit(async (page, shop) => {
      const [asGuest, asCustomer, afterwards] = (await shop.articles(3)).map(({ slug }) => slug);
      const account = { email: `new-${Date.now()}@example.org`, password: newPassword() };

      await addToCart(page, asGuest ?? '');
      await signUp(page, shop, account);
      expect(await cartSlugs(page)).to.deep.equal([asGuest]);
      await addToCart(page, asCustomer ?? '');
      await signOut(page);

      expect(await cartSlugs(page)).to.deep.equal([]);
      await expectNothingKept(page, account.email);
      await addToCart(page, afterwards ?? '');
      await signIn(page, account.email, account.password);
      expect((await cartSlugs(page)).toSorted()).to.deep.equal([asGuest, asCustomer, afterwards].toSorted());
    }));

  it('shows an order to nobody at the same browser after signing out', () =>
    visit(async (page, shop) => {
      const [article] = await shop.articles(1);
      await signUp(page, shop, { email: `leaver-${Date.now()}@example.org`, password: newPassword() });
      await addToCart(page, article?.slug ?? '');
      await fillCheckout(page);
      await placeOrder(page);
      const { number, checkoutId } = await confirmedOrder(page);

      await signOut(page);

      for (const path of [`/orders/${number}`, `/checkouts/${checkoutId}`]) {
        expect((await page.request.get(`/api/v1${path}`)).status(), path).to.equal(404);
      }
    }));

  it('buys with the e-mail filled in, finds the order among their own, and cancels it', () =>
    visit(async (page, shop) => {
      const [article] = await shop.articles(1);
      const account = { email: `buyer-${Date.now()}@example.org`, password: newPassword() };
      await signUp(page, shop, account);
      await addToCart(page, article?.slug ?? '');
      await fillCheckout(page);
      expect(await page.getByLabel('E-mail').inputValue()).to.equal(account.email);
      await placeOrder(page);
      const { number, checkoutId } = await confirmedOrder(page);

      await page.goto('/orders');
      await page.getByRole('link', { name: `Order ${number}` }).click();
      await page.getByRole('button', { name: 'Cancel this order' }).click();
      await page.getByRole('button', { name: 'Yes, cancel it' }).click();

      await page.getByText('The order is cancelled').waitFor();
      await page.getByText('Cancelled', { exact: true }).waitFor();
      const kinds = (await shop.movementsOf(checkoutId)).map(({ kind }) => kind);
      expect(kinds).to.deep.equal(['authorization', 'capture', 'refund']);
      await shop.mailTo(account.email, /cancel/i);
      await page.goto('/orders');
      await page.getByRole('listitem').filter({ hasText: number }).getByText('Cancelled').waitFor();
    }));

  it('is told in a sentence that the code from the e-mail is wrong', () =>
    visit(
      async (page) => {
        await page.goto('/sign-up');
        await page.getByLabel('Name').fill('Ada Byron');
        await page.getByLabel('E-mail').fill(`wrong-${Date.now()}@example.org`);
        await page.getByLabel('Password').fill(newPassword());
        await page.getByRole('button', { name: 'Create the account' }).click();
        await page.getByRole('heading', { level: 1, name: 'Confirm your e-mail' }).waitFor();

        await page.getByLabel('Code').fill('000000');
        await page.getByRole('button', { name: 'Confirm' }).click();

        await page.getByText('This code is wrong or has expired. Please use the one in the latest e-mail.').waitFor();
      },
      { expectedComplaints: answered(422) },
    ));

  it('is sent to sign in by a page of their own, and comes back to it', () =>
    visit(async (page, shop) => {
      const { email, password } = customer(shop);
      await page.goto('/orders');
      await page.waitForURL(/\/sign-in\?next=/);

      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();

      await page.getByRole('heading', { level: 1, name: 'Your orders' }).waitFor();
    }));

  it('has a saved address filled in at the checkout', () =>
    visit(async (page, shop) => {
      const [article] = await shop.articles(1);
      await signUp(page, shop, { email: `address-${Date.now()}@example.org`, password: newPassword() });
      await page.goto('/account');
      await page.getByRole('button', { name: 'Add an address' }).click();
      await page.getByLabel('Full name').fill('Grace Hopper');
      await page.getByLabel('Street and number').fill('Rue de la Paix 2');
      await page.getByLabel('Postal code').fill('75002');
      await page.getByLabel('City').fill('Paris');
      await page.getByLabel('Country').selectOption('France');
      await page.getByRole('button', { name: 'Save the address' }).click();
      await page.getByText('Rue de la Paix 2').waitFor();
      await addToCart(page, article?.slug ?? '');

      await page.goto('/checkout');
      await page.getByTestId('checkout-total').waitFor();
      expect(await page.getByLabel('Street and number').inputValue()).to.equal('Rue de la Paix 2');
      await placeOrder(page);

      await confirmedOrder(page);
      await page.getByText('75002 Paris').waitFor();
    }));
});

function customer(shop: BrowserShop): { email: string; password: string } {
  const found = shop.platform.people.find(({ groups }) => !groups.includes('admin'));
  if (found === undefined) throw new Error('the platform made no customer');
  return found;
}

/** Through the forms, from the new account to being signed in. */
async function signUp(page: Page, shop: BrowserShop, account: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ada Byron');
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Confirm your e-mail' }).waitFor();
  const { text } = await shop.mailTo(account.email, /confirmation/i);
  await page.getByLabel('Code').fill(text.match(/\b\d{6}\b/)?.[0] ?? '');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Your account is ready').waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).to.equal(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
}

async function cartSlugs(page: Page): Promise<string[]> {
  const { lines } = await (await page.request.get('/api/v1/cart')).json();
  return lines.map(({ productSlug }: { productSlug: string }) => productSlug);
}

/** For the next person at the same browser. */
async function expectNothingKept(page: Page, email: string): Promise<void> {
  const stored = await page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])');
  expect(stored).to.not.include(email);
  await page.goto('/account');
  await page.waitForURL(/\/sign-in\?next=/);
  expect(await page.content()).to.not.include(email);
}
