import { AuroraCluster, auroraLogs } from '../../aurora-global/aurora-cluster.ts';
import { auroraEngine } from '../../aurora-global/aurora-engine.ts';
import { MonitoringRole } from '../../aurora-global/monitoring-role.ts';
import type { GeneratedSecret } from '../../secret/generated-secret.ts';
import { StoreSecurityGroup } from '../../store-security-group/store-security-group.ts';
import { suppress } from '../../suppress.ts';
import type { EvermartStack } from '../evermart-stack.ts';
import { masterUsername } from './secrets.ts';
import type { StoreSurroundings } from './store-surroundings.ts';

/**
 * The standby is a second or so behind. Ten minutes means that replication is broken for good: an alarm has rung long
 * before, and not losing more is then worth that orders are only accepted, to be finished later.
 */
const mostLagSeconds = 600;

/** @param master its first user, in the primary; `undefined` in the standby, which gets the primary's users. */
export function database(
  stack: EvermartStack,
  surroundings: StoreSurroundings,
  master: GeneratedSecret | undefined,
): void {
  const { names, arns, settings, environment, otherRegion, account } = stack;
  const { vpcId, clientCidrs, keyArn, subnetIds } = surroundings;
  const name = names.databaseCluster();
  const logGroups = auroraLogs.map((log) =>
    surroundings.logGroup(`aurora-log-${log}`, `/aws/rds/cluster/${name}/${log}`),
  );
  const monitoring = new MonitoringRole(stack, 'aurora-monitoring', {
    name: names.role('aurora-monitoring'),
    permissionsBoundary: arns.permissionBoundary(),
    account,
    policyArn: arns.managedPolicy('service-role/AmazonRDSEnhancedMonitoringRole'),
  });
  const securityGroup = new StoreSecurityGroup(stack, 'aurora-security-group', {
    name: names.of('securityGroup', 'aurora'),
    store: 'Aurora',
    vpcId,
    port: auroraEngine.port,
    clientCidrs,
  });
  const cluster = new AuroraCluster(stack, 'aurora', {
    name,
    ...settings.sizes.aurora,
    ...(otherRegion === undefined ? {} : { globalDatabase: names.globalDatabase() }),
    ...(master === undefined ? { sourceRegion: environment.primary.region } : { master: masterOf(master) }),
    ...(master === undefined || otherRegion === undefined ? {} : { mostLagSeconds }),
    subnetIds,
    securityGroupId: securityGroup.id,
    keyArn,
    backupRetentionDays: environment.backupRetentionDays,
    monitoringRoleArn: monitoring.arn,
    after: [...logGroups, monitoring.permission, ...(master === undefined ? [] : [master.value])],
  });
  suppress(cluster.resource, 'CKV2_AWS_8', 'The backup plan of this stack names the cluster by its ARN.');
  stack.publishParameter(stack.paths.auroraWriterEndpoint(), cluster.writerEndpoint);
  stack.publishParameter(stack.paths.auroraReaderEndpoint(), cluster.readerEndpoint);
}

const masterOf = ({ random, version }: GeneratedSecret) => ({
  username: masterUsername,
  password: random,
  passwordVersion: version,
});
