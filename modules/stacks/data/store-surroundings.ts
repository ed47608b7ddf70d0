import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias/index.js';
import { Fn } from 'cdktf';
import { LogGroup } from '../../log-group/log-group.ts';
import { subnetCidrs } from '../../network/subnet-cidrs.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** What every store of a region stands in: the data subnets, open to the private ones; the key; a place for logs. */
export interface StoreSurroundings {
  readonly vpcId: string;
  /** One a zone, as an expression. */
  readonly subnetIds: string[];
  readonly clientCidrs: readonly string[];
  readonly keyArn: string;
  /** The same key in a region where it has a replica. */
  keyArnIn(region: string): string;
  /** @param name the whole name, e.g. `/evermart-dev/data/redis-slow` */
  logGroup(id: string, name: string): LogGroup;
}

export function storeSurroundings(stack: EvermartStack): StoreSurroundings {
  const { cidr, availabilityZones } = stack.settings;
  const key = new DataAwsKmsAlias(stack, 'data-key', { name: stack.names.keyAlias('data') });
  return {
    vpcId: stack.readParameter(stack.paths.vpcId()),
    subnetIds: Fn.split(',', stack.readParameter(stack.paths.subnetIds('data'))),
    // Computed, not looked up: the same data gave the subnets their ranges.
    clientCidrs: subnetCidrs(cidr, availabilityZones.length).private,
    keyArn: key.targetKeyArn,
    keyArnIn: (region) => stack.arnsIn(region).regional('kms', `key/${key.targetKeyId}`),
    logGroup: (id, name) =>
      new LogGroup(stack, id, {
        name,
        retentionDays: stack.environment.logRetentionDays,
        keyArn: key.targetKeyArn,
      }),
  };
}
