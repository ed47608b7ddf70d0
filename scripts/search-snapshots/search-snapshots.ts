/** The command line of the search index's snapshots: see --help. */
import { parseArgs } from 'node:util';
import { createOpenSearchClient } from '@evermart/search/index/opensearch-client';
import { environments } from '../../modules/environments.ts';
import { namesOf } from '../../modules/naming.ts';
import { keepSnapshots, repositoriesOf, type SnapshotPlace } from './keep-snapshots.ts';

const help = `npm run search:snapshots -- --env <environment> --region <region> [--execute]

Shows where the search index's snapshots of a region go. With --execute tells the domain so, and to take one every six hours:
once after the domain was made. Run it as search, in a job in the cluster, with OPENSEARCH_URL as search has it.

  --env <name>      one of: ${environments.map(({ name }) => name).join(', ')}
  --region <name>   a serving region of it
  --execute         tells the domain; without it nothing is changed
  --help
`;

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({ options: { env: text, region: text, execute: flag, help: flag } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const place = placeOf(values.env, values.region);
  for (const { name, settings } of repositoriesOf(place)) {
    const use = settings.readonly === true ? 'read' : 'written';
    process.stdout.write(`${name.padEnd(6)} s3://${settings.bucket}/${settings.base_path}, ${use}\n`);
  }
  if (values.execute !== true) {
    process.stdout.write('Nothing was changed. Add --execute to tell the domain.\n');
    return 0;
  }
  const url = process.env.OPENSEARCH_URL ?? '';
  if (!URL.canParse(url)) throw new Error('set OPENSEARCH_URL, as search has it');
  const client = createOpenSearchClient(url);
  try {
    await keepSnapshots(client, place);
  } finally {
    await client.close();
  }
  process.stdout.write('The domain takes a snapshot every six hours and keeps each for seven days.\n');
  return 0;
}

function placeOf(env: string | undefined, region: string | undefined): SnapshotPlace {
  const environment = environments.find(({ name }) => name === env);
  const regions = [environment?.primary.region, environment?.standby?.region];
  if (environment === undefined || region === undefined || !regions.some((known) => known === region)) {
    throw new Error(`name the place: --env production --region eu-west-1, not --env ${env} --region ${region}`);
  }
  const names = namesOf(environment.name, region);
  const otherRegion = regions.find((known) => known !== region);
  return {
    region,
    bucket: names.bucket('backups'),
    roleArn: `arn:aws:iam::${environment.accountId}:role/${names.searchSnapshotRole()}`,
    ...(otherRegion === undefined ? {} : { otherRegion }),
  };
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`search:snapshots: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
