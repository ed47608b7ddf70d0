import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findDifferences } from '../../scripts/audit/find-differences.ts';
import { readRecords } from '../../scripts/audit/read-records.ts';
import { startPlatform } from '../../scripts/local/platform.ts';
import type { PlatformOptions, ProcessName } from '../../scripts/local/platform-options.ts';
import { freePorts } from '../../scripts/local/ports.ts';
import { shopAccessOf } from '../../scripts/operator/shop-access.ts';
import { eventually } from './eventually.ts';
import { shared } from './shared-stores.ts';
import { createShopper, type OnAnswer, type Shopper } from './shopper.ts';

/** The shop that the tests of a run share, each of which makes its own products, carts and people. */
export const theShop = shared(async (stopWith) => {
  const shop = await startShop();
  stopWith(shop.stop);
  return shop;
});

/**
 * The whole shop, every process and store of `npm start`, on free ports and in a folder of its own.
 *
 * @param options what differs, e.g. more environment for a process; crash points can be armed in any case
 */
export async function startShop(options: Pick<PlatformOptions, 'environment' | 'search'> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'evermart-shop-'));
  const crashPoints = join(folder, 'crash-points');
  await mkdir(crashPoints);
  const platform = await startPlatform({
    folder: join(folder, 'region-a'),
    ports: await freePorts(),
    search: options.search ?? 'postgres',
    storefront: false,
    environment: {
      ...options.environment,
      checkout: { CRASH_POINT_DIRECTORY: crashPoints, LEASE_MS: '4000', ...options.environment?.checkout },
    },
  });
  const access = shopAccessOf((service) => platform.environment(service));

  return {
    platform,
    url: platform.url,
    folder,
    /** @param onAnswer hears of every answer that the shopper gets */
    shopper: (onAnswer?: OnAnswer) => createShopper(platform.url, onAnswer),
    admin: async () => signedIn(createShopper(platform.url), 'admin@evermart.test'),
    customer: async () => signedIn(createShopper(platform.url), 'shopper@evermart.test'),
    newProduct,
    stockOf,
    /** Lets a process die when checkout comes to a named point; `checkout` means checkout itself. */
    armCrash: (point: string, victim: ProcessName) =>
      writeFile(join(crashPoints, point), victim === 'checkout' ? 'kill' : `kill ${platform.process(victim).pid}`),
    followLog,
    audit: async () => findDifferences(await readRecords(access)),
    settledAudit,
    stop: async () => {
      await platform.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };

  async function signedIn(shopper: Shopper, email: string): Promise<Shopper> {
    const person = platform.people.find((candidate) => candidate.email === email);
    const answer = await shopper.signIn(email, person?.password ?? '');
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    return shopper;
  }

  /** A product of the test's own, with one SKU. */
  async function newProduct({
    onHand = 1_000,
    priceMinor = 1_000,
  } = {}): Promise<{ sku: string; slug: string; id: string }> {
    const admin = await signedIn(createShopper(platform.url), 'admin@evermart.test');
    const mark = randomUUID().slice(0, 8);
    const sku = `TEST-${mark.toUpperCase()}`;
    const [category] = (await admin.get('/categories')).body.items;
    const answer = await admin.post('/admin/products', {
      slug: `test-${mark}`,
      name: `Test article ${mark}`,
      brand: 'Test',
      categories: [category.slug],
      variants: [{ sku, price: { amountMinor: priceMinor, currency: 'EUR' }, onHand }],
    });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    return { sku, slug: `test-${mark}`, id: answer.body.id };
  }

  async function stockOf(sku: string): Promise<{ onHand: number; reserved: number; available: number }> {
    const admin = await signedIn(createShopper(platform.url), 'admin@evermart.test');
    return (await admin.get(`/admin/stock/${sku}`)).body;
  }

  /** What a process logs from now on. */
  async function followLog(name: ProcessName) {
    const file = join(folder, 'region-a', 'logs', `${name}.log`);
    const { size: begin } = await stat(file);
    return {
      waitFor: (event: string) =>
        eventually(async () => (await readFile(file)).subarray(begin).includes(`"event":"${event}"`), {
          withinMs: 30_000,
          everyMs: 100,
        }),
    };
  }

  /** The audit once every purchase has come to its end. */
  async function settledAudit({ withinMs = 40_000 } = {}) {
    return eventually(
      async () => {
        const result = findDifferences(await readRecords(access));
        return result.open.length === 0 && result;
      },
      { withinMs, everyMs: 250 },
    );
  }
}
export type Shop = Awaited<ReturnType<typeof startShop>>;
