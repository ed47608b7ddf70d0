import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type BrowserShop, shopWithStorefront } from '../support/shop-with-storefront.ts';
import { addToCart, signIn } from '../support/storefront-pages.ts';
import { visit } from '../support/visit.ts';

const apiFolder = join(import.meta.dirname, '../../services/storefront/src/api');
const apiPrefix = '/api/v1';

describe('what the storefront offers', function () {
  this.timeout(90_000);

  before(async function () {
    this.timeout(180_000);
    await shopWithStorefront();
  });

  it('asks of the API only what its document has', async () => {
    const { url } = await shopWithStorefront();
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method, pattern: patternOf(path) })),
    );
    const has = ({ method, path }: SentRequest) =>
      operations.some((operation) => operation.method === method.toLowerCase() && operation.pattern.test(path));

    const sent = await everyRequest();

    expect(sent.length).to.be.greaterThan(25);
    expect(sent.filter((request) => !has(request))).to.deep.equal([]);
  });

  it('has an icon, and tells robots what is for people', async () => {
    const { url } = await shopWithStorefront();
    const typeOf = async (path: string) => {
      const answer = await fetch(`${url}${path}`);
      return [answer.status, answer.headers.get('content-type')];
    };

    expect(await typeOf('/favicon.svg')).to.deep.equal([200, 'image/svg+xml']);
    expect(await typeOf('/favicon.ico')).to.deep.equal([200, 'image/x-icon']);
    expect(await typeOf('/robots.txt')).to.deep.equal([200, 'text/plain; charset=utf-8']);
  });

  it('links only to pages and topics that are there', () =>
    visit(async (page, shop) => {
      const [article] = await shop.articles(1);
      await addToCart(page, article?.slug ?? '');
      await signIn(page, ...customerOf(shop));
      const known = new Set(['/', '/cart', '/checkout', '/orders', '/order-lookup', '/account', '/help', '/sign-in']);

      for (const path of known) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        for (const link of await serviceLinks(page)) known.add(link);
        expect(await page.getByRole('heading', { level: 1, name: 'Page not found' }).count(), path).to.equal(0);
        const topic = new URL(page.url()).hash;
        if (topic !== '') expect(await page.locator(topic).count(), path).to.equal(1);
      }

      expect([...known].filter((path) => path.includes('#')).length).to.be.greaterThan(2);
    }));
});

interface SentRequest {
  readonly method: string;
  readonly path: string;
}

/** What each function of the storefront's API modules sends, whatever it is given. */
async function everyRequest(): Promise<SentRequest[]> {
  const sent: SentRequest[] = [];
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (address, init) => {
    const path = String(address).split('?')[0] ?? '';
    sent.push({ method: init?.method ?? 'GET', path: path.replace(apiPrefix, '') });
    return new Response('{}');
  };
  try {
    for (const name of await readdir(apiFolder)) {
      const module: Record<string, unknown> = await import(pathToFileURL(join(apiFolder, name)).href);
      for (const request of Object.values(module)) {
        if (isRequest(request)) await request(...Array.from({ length: request.length }, anything));
      }
    }
  } finally {
    globalThis.fetch = realFetch;
  }
  return sent;
}

type Request = (...given: unknown[]) => Promise<unknown>;

/** The requests are the modules' arrow functions; their errors and readers of answers have prototypes or are `async`. */
function isRequest(value: unknown): value is Request {
  return typeof value === 'function' && value.prototype === undefined && value.constructor === Function;
}

/** A signal where one is taken, and a word in a path. */
const anything = () => Object.assign(new AbortController().signal, { toString: () => 'x', number: 'x', id: 'x' });

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);

function customerOf(shop: BrowserShop): [email: string, password: string] {
  const person = shop.platform.people.find(({ groups }) => !groups.includes('admin'));
  if (person === undefined) throw new Error('the platform made no customer');
  return [person.email, person.password];
}

/** Where the page's links lead, those to single products and departments apart. */
async function serviceLinks(page: Page): Promise<string[]> {
  const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  return links.filter((href) => href !== null).filter((href) => !/^\/[cp]\/./.test(href));
}
