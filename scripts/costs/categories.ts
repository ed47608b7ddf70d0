/** Rows of a bill that a person thinks in, by the resource types that make them. */
const categories: readonly (readonly [category: string, types: RegExp])[] = [
  ['Aurora instances', /^aws_rds_/],
  ['OpenSearch', /^aws_opensearch_/],
  ['Redis', /^aws_elasticache_/],
  ['Kubernetes control plane', /^aws_eks_cluster$/],
  ['System nodes', /^aws_eks_node_group$/],
  ['NAT gateways', /^aws_nat_gateway$/],
  ['VPC endpoints', /^aws_vpc_endpoint$/],
  ['Load balancer and public addresses', /^aws_(lb|eip)$/],
  ['Kinesis streams', /^aws_kinesis_stream$/],
  ['Firewall, DNS and health checks', /^aws_(wafv2|route53)_/],
  ['Keys and secrets', /^aws_(kms|secretsmanager)_/],
  ['Alarms and dashboards', /^aws_cloudwatch_/],
];

export const categoryOf = (type: string) => categories.find(([, types]) => types.test(type))?.[0] ?? 'Other';
