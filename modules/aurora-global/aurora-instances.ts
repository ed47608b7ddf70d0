import { RdsClusterInstance } from '@cdktf/provider-aws/lib/rds-cluster-instance/index.js';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import { auroraEngine } from './aurora-engine.ts';

export interface AuroraInstancesProps {
  readonly name: string;
  readonly clusterIdentifier: string;
  readonly instanceClass: string;
  /** The first one writes where the cluster does; each of the others may take over. */
  readonly instances: number;
  readonly keyArn: string;
  readonly monitoringRoleArn: string;
}

/** Days of Performance Insights that cost nothing. */
const insightsDays = 7;
const monitoringIntervalSeconds = 60;

/** Instances hold no data, their cluster does: they may be added and removed. */
export class AuroraInstances extends Construct {
  constructor(scope: Construct, id: string, props: AuroraInstancesProps) {
    super(scope, id);
    for (let number = 1; number <= props.instances; number += 1) {
      const instance = new RdsClusterInstance(this, `instance-${number}`, {
        identifier: `${props.name}-${number}`,
        clusterIdentifier: props.clusterIdentifier,
        engine: auroraEngine.engine,
        instanceClass: props.instanceClass,
        promotionTier: number - 1,
        publiclyAccessible: false,
        autoMinorVersionUpgrade: false,
        copyTagsToSnapshot: true,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: props.keyArn,
        performanceInsightsRetentionPeriod: insightsDays,
        monitoringInterval: monitoringIntervalSeconds,
        monitoringRoleArn: props.monitoringRoleArn,
      });
      suppress(
        instance,
        'CKV_AWS_226',
        'Both clusters of a global database have one version: the global database upgrades them in order.',
      );
    }
  }
}
