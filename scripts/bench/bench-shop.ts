import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bundle } from '../local/bundle.ts';
import { startPlatform } from '../local/platform.ts';
import { localFolder, type Platform, repositoryRoot } from '../local/platform-options.ts';
import { freePorts } from '../local/ports.ts';
import { localCredentials } from '../local/resources/local-aws.ts';
import { createRandom, createZipf } from './statistics.ts';

/** What the load generator needs to know of the shop. */
export interface BenchShop {
  readonly platform: Platform;
  readonly searchEngine: string;
  readonly gateway: string;
  readonly edge: string;
  /** A second gateway whose response cache is off. */
  readonly uncachedGateway: () => Promise<{ readonly origin: string; stop(): void }>;
  /** All that `paths` can give: a cache that has answered each is warm. */
  readonly everyPath: Readonly<Record<ReadName, readonly string[]>>;
  readonly paths: Readonly<Record<ReadName, () => string>>;
  readonly nextSku: () => string;
}

export const readNames = ['list', 'detail', 'search'] as const;
export type ReadName = (typeof readNames)[number];

const distinctQueries = 2_000;
const distinctProducts = 500;
const seed = 20_261_124;

export async function startShopForBench(options: {
  folder: string;
  scale: 'small' | 'large';
  search: 'opensearch' | 'postgres' | undefined;
}): Promise<Platform> {
  // The audit after the run reads the emulators' tables: they take any credentials, and the SDK insists on some.
  process.env.AWS_ACCESS_KEY_ID = localCredentials.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = localCredentials.secretAccessKey;
  return startPlatform({
    folder: options.folder,
    scale: options.scale,
    ports: await freePorts(),
    storefront: false,
    ...(options.search === undefined ? {} : { search: options.search }),
    notice: (line) => process.stderr.write(`${line}\n`),
  });
}

/** Collects products and makes the queries; the same seed asks the same of every run. */
export async function benchShop(platform: Platform): Promise<BenchShop> {
  const gateway = platform.process('api-gateway').url;
  const products = await listProducts(gateway);
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const queries = makeQueries(
    products.map(({ name }) => name),
    pick,
  );
  const nextRank = createZipf(queries.length, random);
  const categories = [...new Set(products.map(({ category }) => category))];
  const lists = categories.flatMap((category) =>
    ['popular', 'price-asc', 'newest'].map((sort) => `/api/v1/products?category=${category}&sort=${sort}`),
  );
  const details = products.map(({ slug }) => `/api/v1/products/${slug}`);
  const searches = queries.map((query) => `/api/v1/search?q=${encodeURIComponent(query)}`);
  const skus = await skusOf(gateway, products.slice(0, 200));
  const degraded = await untilIndexed(gateway, platform.environment('search').OPENSEARCH_URL !== undefined);

  return {
    platform,
    searchEngine: degraded ? 'PostgreSQL' : 'OpenSearch',
    gateway,
    edge: platform.url,
    uncachedGateway: () => startUncachedGateway(platform),
    everyPath: { list: lists, detail: details, search: searches },
    paths: {
      list: () => pick(lists),
      detail: () => pick(details),
      search: () => searches[nextRank()] ?? '',
    },
    nextSku: () => pick(skus),
  };
}

const indexWithinMs = 180_000;

/** Waits for the first index where there is an OpenSearch; whether search still answers from its fallback. */
async function untilIndexed(gateway: string, expected: boolean): Promise<boolean> {
  const deadline = performance.now() + indexWithinMs;
  for (let probe = 0; ; probe += 1) {
    // A new query each time: the last one's answer is still cached.
    const { degraded } = await getJson<{ degraded: boolean }>(`${gateway}/api/v1/search?q=probe${probe}`);
    if (!degraded || !expected) return degraded;
    if (performance.now() > deadline) throw new Error(`OpenSearch holds no index after ${indexWithinMs / 1_000} s`);
    await setTimeout(250);
  }
}

interface Listed {
  readonly slug: string;
  readonly name: string;
  readonly category: string;
}

async function listProducts(gateway: string): Promise<Listed[]> {
  const products: Listed[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Listed[]; nextCursor: string | null } = await getJson(
      `${gateway}/api/v1/products?limit=100&sort=newest${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    products.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && products.length < distinctProducts);
  return products;
}

/** One to three words of product names, some with a typo: what people type. */
function makeQueries(names: readonly string[], pick: <Item>(items: readonly Item[]) => Item): string[] {
  const queries = new Set<string>();
  while (queries.size < distinctQueries) {
    const words = pick(names).split(/\s+/);
    const start = pick(words.map((_word, index) => index));
    const query = words.slice(start, start + pick([1, 2, 2, 3])).join(' ');
    const position = pick([1, 2, 3]);
    queries.add(
      pick([true, false, false, false, false]) ? query.slice(0, position) + query.slice(position + 1) : query,
    );
    queries.add(`${query} ${queries.size % 97}`);
  }
  return [...queries].slice(0, distinctQueries);
}

async function skusOf(gateway: string, products: readonly Listed[]): Promise<string[]> {
  const details = await Promise.all(
    products.map(({ slug }) =>
      getJson<{ variants: { sku: string; available: boolean }[] }>(`${gateway}/api/v1/products/${slug}`),
    ),
  );
  return details.flatMap(({ variants }) => variants.filter(({ available }) => available).map(({ sku }) => sku));
}

async function getJson<Body>(url: string): Promise<Body> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`GET ${url} answered ${answer.status}`);
  return (await answer.json()) as Body;
}

async function startUncachedGateway(platform: Platform): Promise<{ origin: string; stop(): void }> {
  const ports = await freePorts();
  const port = ports['api-gateway'];
  const file = await bundle(join(repositoryRoot, 'services/api-gateway/main.ts'), join(localFolder, 'build'));
  const child = spawn(process.execPath, [file], {
    env: {
      ...process.env,
      ...platform.environment('api-gateway'),
      PORT: String(port),
      RESPONSE_CACHE_TTL_MS: '0',
      REDIS_URL: '',
    },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilReady(origin, child);
  return { origin, stop: () => void child.kill('SIGTERM') };
}

async function untilReady(origin: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (performance.now() < deadline && child.exitCode === null) {
    const ready = await fetch(`${origin}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await setTimeout(50);
  }
  throw new Error('the gateway without a cache did not start');
}

/** The bare server runs in a process of its own, as the gateway does. */
export async function startBareServer(): Promise<{ origin: string; stop(): void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { origin: `http://127.0.0.1:${port.toString().trim()}`, stop: () => void child.stdin.end() };
}
