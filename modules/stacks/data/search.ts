import { SearchDomain } from '../../search-domain/search-domain.ts';
import { SearchLogs } from '../../search-domain/search-logs.ts';
import { SnapshotRole } from '../../search-domain/snapshot-role.ts';
import { StoreSecurityGroup } from '../../store-security-group/store-security-group.ts';
import type { EvermartStack } from '../evermart-stack.ts';
import type { StoreSurroundings } from './store-surroundings.ts';

/** OpenSearch, where its logs go, and where its snapshots may go. */
export function search(stack: EvermartStack, surroundings: StoreSurroundings): void {
  const { names, arns, settings, environment, account } = stack;
  const { vpcId, clientCidrs, keyArn, subnetIds } = surroundings;
  const logs = new SearchLogs(stack, 'search-logs', {
    policyName: `${names.prefix}-search-logs`,
    groupName: (log) => names.logGroup(`data/search-${log}`),
    retentionDays: environment.logRetentionDays,
    keyArn,
    account,
    domainArn: arns.searchDomain(),
  });
  const securityGroup = new StoreSecurityGroup(stack, 'search-security-group', {
    name: names.of('securityGroup', 'search'),
    store: 'OpenSearch',
    vpcId,
    port: 443,
    clientCidrs,
  });
  const domain = new SearchDomain(stack, 'search', {
    name: names.searchDomain(),
    arn: arns.searchDomain(),
    ...settings.sizes.openSearch,
    availabilityZones: settings.availabilityZones.length,
    subnetIds,
    securityGroupId: securityGroup.id,
    keyArn,
    accountRoot: arns.accountRoot(),
    masterRoleArn: arns.serviceRole('search'),
    logGroupArns: logs.groupArns,
    after: [logs.permission],
  });
  new SnapshotRole(stack, 'search-snapshots', {
    name: names.searchSnapshotRole(),
    permissionsBoundary: arns.permissionBoundary(),
    account,
    bucketArn: arns.bucket('backups'),
    keyArns: [keyArn],
    folder: 'opensearch',
  });
  stack.publishParameter(stack.paths.searchEndpoint(), domain.endpoint);
}
