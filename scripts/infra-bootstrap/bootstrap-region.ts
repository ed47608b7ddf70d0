import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Terraform } from '../infra/terraform.ts';

export interface BootstrapRegion {
  /** With the stack's `cdk.tf.json`; a local state stands here until it has moved. */
  readonly folder: string;
  readonly terraform: Terraform;
  /** Whether the bucket that the stack makes is there. */
  readonly bucketExists: boolean;
  /** Nothing is changed without. */
  readonly execute: boolean;
  print(text: string): void;
}

const planFile = 'plan.out';

/** Terraform merges a file of such a name over the stack's own backend. */
const override = 'local_override.tf.json';
const localBackend = { terraform: { backend: { local: { path: 'local.tfstate' } } } };

/**
 * Applies a bootstrap stack with the state that it has: in its bucket, or, while that is not there or a move to it was
 * broken off, in a local file that moves there at the end.
 */
export async function bootstrapRegion(props: BootstrapRegion): Promise<void> {
  const { folder, terraform, bucketExists, execute, print } = props;
  const [overrideFile, localState] = [join(folder, override), join(folder, 'local.tfstate')];
  const isLocal = existsSync(localState) || !bucketExists;
  if (!isLocal) rmSync(overrideFile, { force: true });
  else writeFileSync(overrideFile, JSON.stringify(localBackend));
  print(isLocal ? 'Its bucket is not there yet: begins with a local state.' : 'Its state is in its bucket.');

  await terraform.run('init', '-input=false', '-no-color', '-reconfigure');
  const kind = await terraform.plan(planFile);
  print(await terraform.run('show', '-no-color', planFile));
  if (!execute) return;
  if (kind === 'changes') {
    print('Applies ...');
    await terraform.run('apply', '-input=false', '-no-color', planFile);
  }
  if (isLocal) await moveState(props, overrideFile, localState);
  if ((await terraform.plan(planFile)) !== 'clean') {
    throw new Error(
      `applied, but a second plan still has changes: ${await terraform.run('show', '-no-color', planFile)}`,
    );
  }
  print('Applied; a second plan is empty.');
}

async function moveState({ terraform, print }: BootstrapRegion, overrideFile: string, localState: string) {
  print('Moves the state into the bucket ...');
  rmSync(overrideFile);
  await terraform.run('init', '-input=false', '-no-color', '-migrate-state', '-force-copy');
  // Only now: until the copy is there, this file is the only state.
  for (const file of [localState, `${localState}.backup`]) rmSync(file, { force: true });
}
