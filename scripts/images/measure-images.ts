import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { databaseAuthority } from '../../modules/service-release/service-environment.ts';
import { benchShop, startShopForBench } from '../bench/bench-shop.ts';
import { measureOrders } from '../bench/measure-orders.ts';
import { measureReads } from '../bench/measure-reads.ts';
import { median } from '../bench/statistics.ts';
import type { Platform } from '../local/platform-options.ts';
import type { ImageFiles } from './build-image-files.ts';
import { type RunningImage, runImage } from './run-image.ts';

export interface Measured {
  readonly service: ServiceName;
  readonly files: number;
  readonly bytes: number;
  /** Median of the starts. */
  readonly startMs: number;
  readonly peakMiB: number;
  /** After SIGTERM. */
  readonly exit: number | NodeJS.Signals;
}

export interface MeasuredImages {
  readonly images: readonly Measured[];
  readonly reads: { readonly perSecond: number; readonly failures: number };
  readonly orders: { readonly perSecond: number; readonly failures: number };
}

const starts = 3;
const connections = 16;
const loadSeconds = 6;

/**
 * Puts the images' files in the place of a local shop's services, measures each one's starts, and then all of them under
 * the bench's load: reads, and complete orders.
 */
export async function measureImages(
  images: readonly ImageFiles[],
  progress: (line: string) => void,
): Promise<MeasuredImages> {
  const folder = await mkdtemp(join(tmpdir(), 'evermart-images-'));
  const running = new Map<ServiceName, RunningImage>();
  let platform: Platform | undefined;
  try {
    platform = await startShopForBench({ folder: join(folder, 'region-a'), scale: 'small', search: 'postgres' });
    for (const name of serviceNames) await platform.stopProcess(name);
    const startMs = new Map<ServiceName, number>();
    for (const image of images) {
      const times: number[] = [];
      for (let start = 1; start <= starts; start += 1) {
        const one = await runImage(runOf(platform, image));
        times.push(one.startMs);
        if (start === starts) running.set(image.service, one);
        else await one.stop();
      }
      startMs.set(image.service, median(times));
      progress(`${image.service} answers after ${times.map((time) => time.toFixed(0)).join(', ')} ms`);
    }
    const shop = await benchShop(platform);
    const reads = await readEverything(shop);
    const orders = await measureOrders({
      origin: shop.gateway,
      nextSku: shop.nextSku,
      connections,
      seconds: loadSeconds,
    });
    progress(`under load: ${reads.perSecond.toFixed(0)} reads/s, ${orders.perSecond.toFixed(1)} orders/s`);
    const measured: Measured[] = [];
    for (const { service, files, bytes } of images) {
      const one = running.get(service)!;
      const peakMiB = one.peakMiB();
      running.delete(service);
      measured.push({ service, files, bytes, startMs: startMs.get(service)!, peakMiB, exit: await one.stop() });
    }
    return { images: measured, reads, orders };
  } finally {
    await Promise.all([...running.values()].map((one) => one.stop()));
    await platform?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function readEverything(shop: Awaited<ReturnType<typeof benchShop>>) {
  const kinds = Object.values(shop.paths);
  let next = 0;
  return measureReads({
    origin: shop.gateway,
    nextPath: () => kinds[next++ % kinds.length]!(),
    connections,
    seconds: loadSeconds,
  });
}

/** The platform's values, as its services have them, and what a pod is given beside. */
function runOf(platform: Platform, { service, folder }: ImageFiles) {
  const environment = platform.environment(service);
  return {
    root: folder,
    url: platform.process(service).url,
    environment: {
      ...environment,
      SHUTDOWN_DELAY_MS: '0',
      ...(environment.DATABASE_URL === undefined ? {} : { NODE_EXTRA_CA_CERTS: join(folder, databaseAuthority) }),
    },
  };
}
