import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';

const command = join(import.meta.dirname, '..', 'print-target.ts');
const run = (...given: readonly string[]) => spawnSync(process.execPath, [command, ...given], { encoding: 'utf8' });

const stacksIn = (output: string) => /^stacks=(.*)$/m.exec(output)?.[1]?.split(' ') ?? [];

describe('what a workflow is told', () => {
  it('is a role, a region, and every stack but those that a person applies, each behind what it needs', () => {
    const { stdout, status } = run('--env', 'production', '--role', 'deploy');
    const stacks = stacksIn(stdout);

    expect(status).to.equal(0);
    expect(stdout).to.match(/^role=arn:aws:iam::\d{12}:role\/evermart-production-deploy\nregion=eu-west-3\n/);
    expect(stacks.filter((id) => id.endsWith('-bootstrap'))).to.deep.equal([]);
    expect(stacks.indexOf('production-eu-west-1-network')).to.be.below(stacks.indexOf('production-eu-west-1-data'));
    expect(stacks.indexOf('production-eu-west-1-data')).to.be.below(stacks.indexOf('production-eu-central-1-data'));
  });

  it('is one region’s stacks where another one is gone', () => {
    const stacks = stacksIn(run('--env', 'production', '--role', 'deploy', '--region', 'eu-central-1').stdout);

    expect(stacks).to.include('production-eu-central-1-data');
    for (const id of stacks) expect(id).to.match(/^production-eu-central-1-/);
  });

  it('names what there is where it is asked for something else', () => {
    expect(run('--env', 'prod', '--role', 'deploy')).to.deep.include({ status: 1, stdout: '' });
    expect(run('--env', 'production', '--role', 'deploy', '--region', 'eu-west-2').stderr).to.include('eu-central-1');
  });
});
