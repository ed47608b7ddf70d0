import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group/index.js';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group/index.js';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group/index.js';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';

export interface RedisProps {
  readonly name: string;
  readonly nodeType: string;
  /** With two or more the nodes stand in different zones, and one takes over by itself. */
  readonly nodes: number;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  /** Who may sign in; nobody else may. */
  readonly userGroupId: string;
  readonly keyArn: string;
  /** Days that daily snapshots are kept, at most 35. */
  readonly snapshotRetentionDays: number;
  /** Log groups for slow commands and for the engine's own messages. */
  readonly slowLogGroup: string;
  readonly engineLogGroup: string;
}

export const redisPort = 6379;

/**
 * A cache and the counters of rate limits: everything in it can be had again, and services go on without it.
 *
 * Each region has one of its own, which starts cold or from a snapshot after a failover. A Global Datastore would not
 * fail over by itself either, and Terraform would replace it afterwards (terraform-provider-aws #46121).
 */
export class Redis extends Construct {
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: RedisProps) {
    super(scope, id);
    const { name, nodes } = props;
    const parameters = new ElasticacheParameterGroup(this, 'parameters', {
      name,
      family: 'redis7',
      description: 'A full cache forgets what was used least recently',
      parameter: [{ name: 'maxmemory-policy', value: 'allkeys-lru' }],
    });
    const subnets = new ElasticacheSubnetGroup(this, 'subnets', {
      name,
      description: 'Data subnets',
      subnetIds: props.subnetIds,
    });
    const group = new ElasticacheReplicationGroup(this, 'group', {
      replicationGroupId: name,
      description: 'Cache and rate limits of the shop',
      engine: 'redis',
      engineVersion: '7.1',
      port: redisPort,
      nodeType: props.nodeType,
      numCacheClusters: nodes,
      automaticFailoverEnabled: nodes > 1,
      multiAzEnabled: nodes > 1,
      parameterGroupName: parameters.name,
      subnetGroupName: subnets.name,
      securityGroupIds: [props.securityGroupId],
      atRestEncryptionEnabled: 'true',
      kmsKeyId: props.keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      userGroupIds: [props.userGroupId],
      snapshotRetentionLimit: Math.min(props.snapshotRetentionDays, 35),
      snapshotWindow: '02:00-03:00',
      maintenanceWindow: 'sun:03:30-sun:04:30',
      finalSnapshotIdentifier: `${name}-final`,
      autoMinorVersionUpgrade: 'true',
      logDeliveryConfiguration: [logs('slow-log', props.slowLogGroup), logs('engine-log', props.engineLogGroup)],
      lifecycle: { preventDestroy: true },
    });
    if (nodes === 1) {
      suppress(group, 'CKV2_AWS_50', 'A small environment has one node, which nothing can take over from.');
    }
    this.endpoint = group.primaryEndpointAddress;
  }
}

const logs = (logType: string, destination: string) => ({
  logType,
  destination,
  destinationType: 'cloudwatch-logs',
  logFormat: 'json',
});
