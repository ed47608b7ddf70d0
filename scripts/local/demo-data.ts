import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TableName, tables } from '@evermart/contracts/topology';
import { type DataFolder, readJson, writeJson } from './data-folder.ts';
import { bucketMap } from './resources/buckets.ts';
import { databaseNames } from './resources/databases.ts';
import { localCredentials } from './resources/local-aws.ts';
import type { PersonToCreate } from './resources/user-pool.ts';
import type { LocalSecrets } from './secrets.ts';
import type { Seed, SeedPerson, SeedScale, SeedTarget } from './seed/seed-target.ts';
import type { ServiceSurroundings } from './service-environment.ts';

const seedScript = join(import.meta.dirname, 'seed', 'seed.ts');
const marker = 'seeded.json';

const demoPeople = [
  { email: 'shopper@evermart.test', name: 'Sam Shopper', groups: [] },
  { email: 'admin@evermart.test', name: 'Alex Admin', groups: ['admin'] },
] as const;
export const demoEmails = demoPeople.map(({ email }) => email);

export function demoPeopleWith(passwords: LocalSecrets['passwords']): readonly PersonToCreate[] {
  return demoPeople.map((person) => ({ ...person, password: passwords[person.email] ?? '' }));
}

/** Writes the demo catalogue once a folder and scale. */
export async function seedOnce(folder: DataFolder, target: SeedTarget): Promise<void> {
  const done = readJson<{ scale: SeedScale }>(folder.file(marker));
  if (done?.scale === target.scale) return;
  if (!existsSync(seedScript)) {
    target.log('There is no scripts/local/seed/seed.ts: the shop starts without products.');
    return;
  }
  target.log(`Writing the ${target.scale} demo catalogue ...`);
  const { seed } = (await import(seedScript)) as { seed: Seed };
  const result = await seed(target);
  writeJson(folder.file(marker), { scale: target.scale, ...result });
  target.log(`The demo catalogue has ${result.products} products.`);
}

export function seedTargetOf(
  scale: SeedScale,
  { awsRegion, names, endpoints, databaseUrl }: ServiceSurroundings,
  people: readonly SeedPerson[],
  log: SeedTarget['log'],
): SeedTarget {
  const at = (endpoint: string) => ({ endpoint, region: awsRegion, credentials: localCredentials });
  const tableNames = Object.keys(tables) as TableName[];
  return {
    scale,
    databaseUrls: Object.fromEntries(
      databaseNames.map((name) => [name, databaseUrl(name)]),
    ) as SeedTarget['databaseUrls'],
    s3: { ...at(endpoints.messaging), buckets: bucketMap(names) },
    dynamodb: {
      ...at(endpoints.dynamodb),
      tables: Object.fromEntries(tableNames.map((name) => [name, names.table(name)])) as Record<TableName, string>,
    },
    people,
    log,
  };
}
