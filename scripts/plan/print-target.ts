/** Prints, for a workflow's $GITHUB_OUTPUT, which role to take on, where, and which stacks to deploy: see --help. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentOf } from '../infra/choose-stacks.ts';
import { inOrder } from '../infra/stack-order.ts';
import { synthesizeEstate } from '../infra/synthesize.ts';
import { deliveries, deliveryTarget } from './delivery-target.ts';

const help = `npm run --silent delivery -- --env <environment> --role <${deliveries.join(' | ')}> [--region <region>]

Prints role=<ARN>, region=<region> and stacks=<ids, in the order in which they are applied>. The bootstrap stacks are not
among them: they hold the roles and the boundary of the deployment, so a person applies them (npm run infra:bootstrap). With --region
only stacks of that region: what can be applied while another one is gone.
`;

function main(): void {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      role: { type: 'string' },
      region: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { role, region } = deliveryTarget(values.env, values.role);
  process.stdout.write(
    `role=${role}\nregion=${region}\nstacks=${stacksOf(values.env ?? '', values.region).join(' ')}\n`,
  );
}

function stacksOf(environment: string, region: string | undefined): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'evermart-stacks-'));
  try {
    const stacks = inOrder(environmentOf(synthesizeEstate(folder), environment)).filter(
      ({ stack }) => stack !== 'bootstrap',
    );
    const regions = [...new Set(stacks.map((stack) => stack.region))];
    if (region !== undefined && !regions.includes(region)) {
      throw new Error(`--region ${region}: the regions of ${environment} are ${regions.join(', ')}`);
    }
    return stacks.filter((stack) => region === undefined || stack.region === region).map(({ id }) => id);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  main();
} catch (error) {
  process.stderr.write(`delivery: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
