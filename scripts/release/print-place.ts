/** Prints, for a workflow's $GITHUB_OUTPUT, where an environment's releases go: see --help. */
import { parseArgs } from 'node:util';
import { environments } from '../../modules/environments.ts';
import { deliveryTarget } from '../plan/delivery-target.ts';

const help = `npm run --silent release:place -- --env <environment>

Prints role=<ARN>, primary=<region>, regions=<serving regions> and registries=<their registries>.
`;

function main(): void {
  const { values } = parseArgs({ options: { env: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { role } = deliveryTarget(values.env, 'deploy');
  const { accountId, primary, standby } = environments.find(({ name }) => name === values.env)!;
  const regions: readonly string[] = [primary.region, ...(standby === undefined ? [] : [standby.region])];
  const registries = regions.map((region) => `${accountId}.dkr.ecr.${region}.amazonaws.com`);
  process.stdout.write(
    `role=${role}\nprimary=${primary.region}\nregions=${regions.join(' ')}\nregistries=${registries.join(' ')}\n`,
  );
}

try {
  main();
} catch (error) {
  process.stderr.write(`release:place: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
