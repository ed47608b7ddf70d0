import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform } from '../../../scripts/local/platform.ts';
import type { Platform, PlatformOptions } from '../../../scripts/local/platform-options.ts';
import { freePorts } from '../../../scripts/local/ports.ts';

const dummyService = join(import.meta.dirname, 'dummy-service.ts');

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'evermart-local-'));
  // A database server that root starts runs as another user, who must reach its folder.
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Free ports, dummy services, nothing seeded: the platform itself. */
export async function dummyPlatform(folder: string, more: PlatformOptions = {}): Promise<Platform> {
  return startPlatform({
    folder,
    ports: await freePorts(),
    search: 'postgres',
    services: ['api-gateway', 'catalog'],
    serviceEntry: () => dummyService,
    seed: false,
    storefront: false,
    addressesFile: join(folder, 'addresses.json'),
    peopleFile: join(folder, 'people.json'),
    ...more,
  });
}
