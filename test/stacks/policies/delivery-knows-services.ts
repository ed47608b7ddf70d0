import { awsServices } from '../../../modules/deployment-access/aws-services.ts';
import { resourcesOf } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

/** IAM's service by the beginning of a resource type, where the two don't have the same name. The longest one counts. */
const serviceOf: Readonly<Record<string, string>> = {
  accessanalyzer: 'access-analyzer',
  appautoscaling: 'application-autoscaling',
  cloudwatch: 'cloudwatch',
  cloudwatch_event: 'events',
  cloudwatch_log: 'logs',
  cognito: 'cognito-idp',
  db: 'rds',
  default_security_group: 'ec2',
  ebs: 'ec2',
  eip: 'ec2',
  flow_log: 'ec2',
  internet_gateway: 'ec2',
  kinesis: 'kinesis',
  kinesis_firehose: 'firehose',
  launch_template: 'ec2',
  lb: 'elasticloadbalancing',
  nat_gateway: 'ec2',
  network_acl: 'ec2',
  opensearch: 'es',
  route: 'ec2',
  route53: 'route53',
  route_table: 'ec2',
  security_group: 'ec2',
  sesv2: 'ses',
  sfn: 'states',
  subnet: 'ec2',
  vpc: 'ec2',
};

function iamServiceOf(type: string): string {
  const name = type.replace(/^aws_/, '');
  const [longest] = Object.keys(serviceOf)
    .filter((beginning) => name === beginning || name.startsWith(`${beginning}_`))
    .sort((left, right) => right.length - left.length);
  return longest === undefined ? (name.split('_')[0] ?? name) : serviceOf[longest]!;
}

export const policy: Policy = {
  guarantee: 'the roles that plan and deploy may look at and manage every service of the estate',
  violationsIn: (estate) => {
    const types = [...new Set(resourcesOf(estate).map(({ type }) => type))].filter((type) => type.startsWith('aws_'));
    if (types.length === 0) return ['no resource'];
    return (
      types
        .map((type) => ({ type, service: iamServiceOf(type) }))
        // Roles and policies have a policy of their own in deploy-iam-policy.ts.
        .filter(({ service }) => service !== 'iam' && !(service in awsServices))
        .map(({ type, service }) => `${type}: modules/deployment-access/aws-services.ts has no ${service}`)
    );
  },
  mutations: [
    {
      title: 'adds a resource of a service that the roles do not know',
      apply: (estate) => {
        estate.stacks[0]!.json.resource.aws_redshift_cluster = { another: {} };
      },
    },
  ],
};
