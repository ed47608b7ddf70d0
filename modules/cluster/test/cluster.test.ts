import { expect } from 'chai';
import { z } from 'zod';
import { NodeGroup } from '../../node-group/node-group.ts';
import { NodeRole } from '../../node-group/node-role.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { PodIdentity } from '../../workload-identity/pod-identity.ts';
import { Cluster, type ClusterProps } from '../cluster.ts';
import { ClusterAccess } from '../cluster-access.ts';
import { AddOnsAfterNodes, AddOnsBeforeNodes } from '../cluster-add-ons.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/cluster';
const managedPolicyArn = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const props: ClusterProps = {
  name: 'evermart-dev-cluster',
  version: '1.35',
  subnetIds: ['subnet-a', 'subnet-b'],
  keyArn,
  roleName: 'evermart-dev-eu-west-1-cluster',
  managedPolicyArn,
  publicAccessCidrs: ['198.51.100.0/24'],
  logRetentionDays: 7,
};

const clusterOf = (more: Partial<ClusterProps> = {}) =>
  resourcesOf((stack) => new Cluster(stack, 'cluster', { ...props, ...more }));

const AddOn = z.object({
  addon_name: z.string(),
  configuration_values: z.string().optional(),
  depends_on: z.array(z.string()).default([]),
});

describe('a cluster', () => {
  it('lets in whom its access entries name, and not its creator', () => {
    expect(clusterOf().only('aws_eks_cluster').access_config).to.deep.equal({
      authentication_mode: 'API',
      bootstrap_cluster_creator_admin_permissions: false,
    });
  });

  it('encrypts its secrets and its logs with the key that is given', () => {
    const resources = clusterOf();

    expect(resources.only('aws_eks_cluster').encryption_config).to.deep.equal({
      resources: ['secrets'],
      provider: { key_arn: keyArn },
    });
    expect(resources.only('aws_cloudwatch_log_group')).to.include({
      name: '/aws/eks/evermart-dev-cluster/cluster',
      kms_key_id: keyArn,
      retention_in_days: 7,
    });
  });

  it('writes every kind of log, into a group that is there before', () => {
    const { enabled_cluster_log_types: types, depends_on: after } = clusterOf().only('aws_eks_cluster');

    expect(types).to.have.members(['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']);
    expect(String(after)).to.include('aws_cloudwatch_log_group.');
  });

  it('has no public address unless ranges are named', () => {
    expect(clusterOf({ publicAccessCidrs: [] }).only('aws_eks_cluster').vpc_config).to.include({
      endpoint_private_access: true,
      endpoint_public_access: false,
    });
    expect(clusterOf().only('aws_eks_cluster').vpc_config).to.deep.include({
      endpoint_private_access: true,
      public_access_cidrs: ['198.51.100.0/24'],
    });
  });

  for (const cidr of ['0.0.0.0/0', '0.0.0.0/1', 'everyone']) {
    it(`refuses to open its API to ${cidr}`, () => {
      expect(() => clusterOf({ publicAccessCidrs: [cidr] })).to.throw(`"${cidr}"`);
    });
  }

  it('is deleted neither by AWS nor by Terraform, and not upgraded unasked', () => {
    expect(clusterOf().only('aws_eks_cluster')).to.deep.include({
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
      upgrade_policy: { support_type: 'EXTENDED' },
    });
  });
});

describe('the add-ons of a cluster', () => {
  const resources = resourcesOf((stack) => {
    const clusterName = props.name;
    const { association: networkIdentity } = new PodIdentity(stack, 'network', {
      namespace: 'kube-system',
      serviceAccount: 'aws-node',
      roleName: 'network',
      description: 'The network plugin',
      clusterName,
      clusterArn: 'arn:aws:eks:eu-west-1:111111111111:cluster/evermart-dev-cluster',
    });
    const before = new AddOnsBeforeNodes(stack, 'before', { clusterName, networkIdentity });
    const role = new NodeRole(stack, 'role', { roleName: 'node', managedPolicyArn });
    const group = new NodeGroup(stack, 'system', {
      name: 'system-node',
      clusterName,
      subnetIds: props.subnetIds,
      instanceType: 'm7g.large',
      nodes: 3,
      role,
      keyArn,
      after: before.addOns,
    });
    new AddOnsAfterNodes(stack, 'after', { clusterName, nodes: group.dependable });
  });
  const addOns = resources.of('aws_eks_addon').map((block) => AddOn.parse(block));
  const named = (name: string) => addOns.find(({ addon_name: found }) => found === name)!;

  it('begin without what EKS would install by itself', () => {
    expect(clusterOf().only('aws_eks_cluster').bootstrap_self_managed_addons).to.equal(false);
  });

  it('come in order: network, proxy and identity, then nodes, then names and metrics', () => {
    const nodesWaitFor = z.array(z.string()).parse(resources.only('aws_eks_node_group').depends_on).join();

    for (const name of ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent']) {
      expect(named(name).depends_on.join(), name).to.not.include('aws_eks_node_group.');
      expect(nodesWaitFor).to.include(name);
    }
    for (const name of ['coredns', 'metrics-server']) {
      expect(named(name).depends_on.join(), name).to.include('aws_eks_node_group.');
    }
  });

  it('enforce network policies and hand out addresses by prefix', () => {
    const values = JSON.parse(named('vpc-cni').configuration_values ?? '{}');

    expect(values.enableNetworkPolicy).to.equal('true');
    expect(values.env.ENABLE_PREFIX_DELEGATION).to.equal('true');
  });

  it('give the network plugin its own role before it starts, so that nodes need none of its rights', () => {
    const policies = resources.of('aws_iam_role_policy_attachment').map(({ policy_arn: arn }) => String(arn));

    expect(named('vpc-cni').depends_on.join()).to.include('aws_eks_pod_identity_association.network');
    expect(policies.join()).to.not.include('CNI');
  });
});

describe('access to a cluster', () => {
  it("is one of EKS's own policies for one role, in the whole cluster", () => {
    const resources = resourcesOf(
      (stack) =>
        new ClusterAccess(stack, 'plan', {
          clusterName: props.name,
          principalArn: 'arn:aws:iam::111111111111:role/plan',
          policy: 'AmazonEKSAdminViewPolicy',
          partition: 'aws',
        }),
    );

    expect(resources.only('aws_eks_access_policy_association')).to.deep.include({
      policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy',
      access_scope: { type: 'cluster' },
    });
  });
});
