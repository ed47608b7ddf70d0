import type { PolicyStatement } from '../policy-document/policy-document.ts';
import type { Arns } from '../stacks/arns.ts';
import { useKey } from '../workload-identity/service-permissions.ts';

export interface ControllerPermissionsScope {
  readonly arns: Arns;
  readonly region: string;
  /** The name of the gateway's target group, which is also its balancer's. */
  readonly targetGroupName: string;
  /** `alias/...`: encrypts the secrets. */
  readonly dataKeyAlias: string;
  /** Names in Secrets Manager of what services read. */
  readonly secretNames: readonly string[];
  /** Where the shop's pods and the collector's metrics log: `/evermart-dev/services/*`. */
  readonly logGroups: readonly string[];
}

/**
 * The load balancer belongs to Terraform, so its controller only takes pods in and out of one target group.
 * Source of what it asks for: AWS Load Balancer Controller, "TargetGroupBinding" and its IAM policy, of which this is
 * the part without Ingress, security groups and balancers.
 */
export function loadBalancerControllerPermissions(scope: ControllerPermissionsScope): readonly PolicyStatement[] {
  const { arns, region, targetGroupName } = scope;
  return [
    {
      sid: 'SeeTargetsAndNetwork',
      actions: [
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    {
      sid: 'TakePodsInAndOut',
      actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
      resources: [arns.regional('elasticloadbalancing', `targetgroup/${targetGroupName}/*`)],
    },
  ];
}

/**
 * External Secrets reads what the topology gives to some service, by name, and nothing else: not the secret between
 * CloudFront and the balancer, not the database's master password.
 */
export function externalSecretsPermissions(scope: ControllerPermissionsScope): readonly PolicyStatement[] {
  const { arns, region, secretNames, dataKeyAlias } = scope;
  return [
    {
      sid: 'ReadTheServicesSecrets',
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      // Secrets Manager adds six random characters to a name.
      resources: secretNames.map((name) => arns.regional('secretsmanager', `secret:${name}-??????`)),
    },
    useKey('UseKeyOfSecrets', `secretsmanager.${region}`, dataKeyAlias, arns),
  ];
}

/** Traces to X-Ray, metrics and log lines to CloudWatch Logs, into groups that are there. */
export function collectorPermissions({ arns, logGroups }: ControllerPermissionsScope): readonly PolicyStatement[] {
  return [
    {
      sid: 'WriteTraces',
      actions: [
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
        'xray:GetSamplingStatisticSummaries',
      ],
      resources: ['*'],
    },
    {
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      resources: logGroups.map((group) => arns.regional('logs', `log-group:${group}:*`)),
    },
  ];
}
