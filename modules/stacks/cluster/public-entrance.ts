import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone/index.js';
import { DataAwsSecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version/index.js';
import { services } from '@evermart/contracts/topology';
import { Fn } from 'cdktf';
import { Certificate } from '../../certificate/certificate.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import { IngressGroups } from '../../load-balancer/ingress-groups.ts';
import { LoadBalancer } from '../../load-balancer/load-balancer.ts';
import { LoadBalancerLogs } from '../../load-balancer/load-balancer-logs.ts';
import { hostNames, originSecretHeader } from '../../naming.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** The public way into the region: load balancer, its log and its certificate, and what others must know of it. */
export function publicEntrance(stack: EvermartStack, { securityGroupId }: Cluster): void {
  const name = stack.names.of('loadBalancer', 'gateway');
  const vpcId = stack.readParameter(stack.paths.vpcId());
  const { port } = services['api-gateway'];
  const groups = new IngressGroups(stack, 'ingress', {
    name,
    region: stack.region,
    vpcId,
    targets: { securityGroupId, port },
  });
  const logs = balancerLogs(stack);
  const balancer = new LoadBalancer(stack, 'load-balancer', {
    name,
    vpcId,
    subnetIds: Fn.split(',', stack.readParameter(stack.paths.subnetIds('public'))),
    securityGroupIds: groups.ids,
    certificateArn: certificate(stack),
    logs: { bucket: logs.bucketName, after: logs.ready },
    targetPort: port,
    secretHeader: { name: originSecretHeader, values: [originSecret(stack)] },
  });
  publish(stack, balancer);
}

function balancerLogs(stack: EvermartStack): LoadBalancerLogs {
  const name = stack.names.of('bucket', `${stack.region}-load-balancer-logs`);
  return new LoadBalancerLogs(stack, 'load-balancer-logs', {
    name,
    arn: `arn:${stack.partition}:s3:::${name}`,
    account: stack.account,
    loadBalancers: stack.arns.regional('elasticloadbalancing', 'loadbalancer/*'),
    keepDays: stack.environment.logRetentionDays,
  });
}

/** For the name that fails over, which CloudFront calls, and for the region's own, which health checks call. */
function certificate(stack: EvermartStack): string {
  const { domain } = stack.environment;
  const { apiOrigin, apiOriginIn } = hostNames(domain);
  const { zoneId } = new DataAwsRoute53Zone(stack, 'zone', { name: domain });
  return new Certificate(stack, 'certificate', { hostNames: [apiOrigin, apiOriginIn(stack.region)], zoneId }).arn;
}

/** Read while Terraform runs: it is in plan files and in the state, marked sensitive there, and in no synthesized file. */
function originSecret(stack: EvermartStack): string {
  const { secretString } = new DataAwsSecretsmanagerSecretVersion(stack, 'origin-secret', {
    secretId: stack.names.originSecret(),
  });
  return Fn.lookup(Fn.jsondecode(secretString), 'value', '');
}

function publish(stack: EvermartStack, balancer: LoadBalancer): void {
  const { paths, region, environment } = stack;
  const facts = [
    ['dns-name', balancer.dnsName],
    ['zone-id', balancer.zoneId],
    ['arn-suffix', balancer.arnSuffix],
  ] as const;
  const home = environment.witness ?? environment.primary.region;
  for (const [fact, value] of facts) {
    for (const place of new Set([region, home])) stack.publishParameter(paths.loadBalancer(region, fact), value, place);
  }
  stack.publishParameter(paths.gatewayTargetGroupArn(), balancer.targetGroupArn);
  stack.publishParameter(paths.gatewayTargetGroupArnSuffix(), balancer.targetGroupArnSuffix);
}
