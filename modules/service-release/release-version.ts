import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter/index.js';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';

/**
 * The version of a service that was never released: its release stands, with no pod, until somebody rolls out the first
 * version.
 */
export const neverReleased = 'none';

export interface ReleaseVersionProps {
  readonly service: string;
  /** Paths of the two parameters. */
  readonly currentVersion: string;
  readonly targetVersion: string;
}

/**
 * What runs, and what shall run. Terraform makes both parameters once and never writes them again: a rollout writes
 * the target, upgrades the release, and then writes what is current. While the two differ a rollout is under way, or
 * one has failed and nobody has looked.
 */
export class ReleaseVersion extends Construct {
  readonly current: string;
  /** Whether both are the same, as an expression. */
  readonly settled: string;

  constructor(scope: Construct, id: string, { service, currentVersion, targetVersion }: ReleaseVersionProps) {
    super(scope, id);
    const parameter = (which: 'current' | 'target', name: string) => {
      const made = new SsmParameter(this, which, {
        name,
        description: `${service}: the ${which} version; rollouts write it`,
        type: 'String',
        // The insecure one, so that plans show it.
        insecureValue: neverReleased,
        lifecycle: { ignoreChanges: ['insecure_value', 'value'] },
      });
      suppress(made, 'CKV2_AWS_34', 'A version that plans should show, never a secret.');
      return made;
    };
    const current = parameter('current', currentVersion);
    const target = parameter('target', targetVersion);
    this.current = current.insecureValue;
    this.settled = `\${${current.fqn}.insecure_value == ${target.fqn}.insecure_value}`;
  }
}
