import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Terraform } from '../../infra/terraform.ts';
import { bootstrapRegion } from '../bootstrap-region.ts';

describe('bootstrapping a region', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-bootstrap-region-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const localState = () => join(folder, 'local.tfstate');
  const hasOverride = () => existsSync(join(folder, 'local_override.tf.json'));

  /** A Terraform that keeps a local state while it is told to, and notes what it was asked for. */
  function fakeTerraform({
    failsAt,
    plans = ['changes', 'clean'],
  }: {
    failsAt?: string;
    plans?: ('changes' | 'clean')[];
  } = {}) {
    const calls: string[] = [];
    const terraform: Terraform = {
      async run(command, ...given) {
        const call = [
          command,
          ...given.filter((one) => !/input|color/.test(one)),
          hasOverride() ? '(local)' : '(bucket)',
        ].join(' ');
        if (failsAt !== undefined && call.startsWith(failsAt)) throw new Error(`terraform ${command} failed`);
        calls.push(call);
        if (command === 'apply' && hasOverride()) writeFileSync(localState(), '{}');
        return '';
      },
      plan: async () => plans.shift() ?? 'clean',
    };
    return { calls, terraform };
  }

  const bootstrapped = (terraform: Terraform, more: { bucketExists: boolean; execute?: boolean }) =>
    bootstrapRegion({ folder, terraform, execute: true, print: () => undefined, ...more });

  it('applies with a local state the first time, then moves it into the bucket and leaves none behind', async () => {
    const { calls, terraform } = fakeTerraform();

    await bootstrapped(terraform, { bucketExists: false });

    expect(calls).to.deep.equal([
      'init -reconfigure (local)',
      'show plan.out (local)',
      'apply plan.out (local)',
      'init -migrate-state -force-copy (bucket)',
    ]);
    expect(existsSync(localState())).to.equal(false);
  });

  it('works on the state in the bucket from then on', async () => {
    const { calls, terraform } = fakeTerraform();

    await bootstrapped(terraform, { bucketExists: true });

    expect(calls.every((call) => call.endsWith('(bucket)'))).to.equal(true);
    expect(calls).to.not.include('init -migrate-state -force-copy (bucket)');
  });

  it('takes up a move that was broken off, although the bucket is there by then', async () => {
    await bootstrapped(fakeTerraform({ failsAt: 'init -migrate-state' }).terraform, { bucketExists: false }).catch(
      () => undefined,
    );
    expect(existsSync(localState())).to.equal(true);
    const { calls, terraform } = fakeTerraform({ plans: ['clean', 'clean'] });

    await bootstrapped(terraform, { bucketExists: true });

    expect(calls).to.deep.equal([
      'init -reconfigure (local)',
      'show plan.out (local)',
      'init -migrate-state -force-copy (bucket)',
    ]);
    expect(existsSync(localState())).to.equal(false);
  });

  it('changes nothing unless it is told to', async () => {
    const { calls, terraform } = fakeTerraform();

    await bootstrapped(terraform, { bucketExists: false, execute: false });

    expect(calls).to.deep.equal(['init -reconfigure (local)', 'show plan.out (local)']);
  });

  it('fails where the second plan is not empty', async () => {
    const { terraform } = fakeTerraform({ plans: ['changes', 'changes'] });

    const failure = await bootstrapped(terraform, { bucketExists: true }).catch((error: Error) => error.message);

    expect(failure).to.include('a second plan still has changes');
  });
});
