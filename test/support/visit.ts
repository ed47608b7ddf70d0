import { expect } from 'chai';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { theBrowser } from './browser.ts';
import { type BrowserShop, shopWithStorefront } from './shop-with-storefront.ts';

interface VisitOptions extends BrowserContextOptions {
  /** What the browser may write to its console, as refused requests make it do. Default: nothing. */
  readonly expectedComplaints?: RegExp;
}

/** Lets a new person with a browser of their own be in the shop; fails also for what the pages complain of in the console. */
export async function visit(
  body: (page: Page, shop: BrowserShop) => Promise<void>,
  { expectedComplaints, ...contextOptions }: VisitOptions = {},
): Promise<void> {
  const [shop, browser] = await Promise.all([shopWithStorefront(), theBrowser()]);
  const context = await browser.newContext({ baseURL: shop.url, locale: 'en-GB', ...contextOptions });
  const complaints: string[] = [];
  context.on('weberror', (webError) => complaints.push(webError.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  const page = await context.newPage();
  try {
    await body(page, shop);
  } catch (cause) {
    const [heading = 'no heading'] = await page.getByRole('heading', { level: 1 }).allTextContents();
    throw new Error(`at ${page.url()}, "${heading}", console: ${JSON.stringify(complaints)}`, { cause });
  } finally {
    await context.close();
  }
  expect(complaints.filter((complaint) => expectedComplaints?.test(complaint) !== true)).to.deep.equal([]);
}

/** What Chromium writes when the API answers a page's request with this status. */
export const answered = (status: number): RegExp => new RegExp(`responded with a status of ${status} `);
