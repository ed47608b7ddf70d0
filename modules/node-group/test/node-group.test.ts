import { expect } from 'chai';
import { z } from 'zod';
import { resourcesOf } from '../../test/resources-of.ts';
import { bottlerocketAmiType } from '../bottlerocket.ts';
import { NodeGroup } from '../node-group.ts';
import { NodeRole } from '../node-role.ts';
import { systemNodes } from '../system-nodes.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/cluster';
const resources = resourcesOf((stack) => {
  const role = new NodeRole(stack, 'role', {
    roleName: 'node',
    managedPolicyArn: (name) => `arn:aws:iam::aws:policy/${name}`,
    instanceProfileName: 'node-profile',
  });
  new NodeGroup(stack, 'system', {
    name: 'evermart-dev-system-node',
    clusterName: 'evermart-dev-cluster',
    subnetIds: ['subnet-a', 'subnet-b'],
    instanceType: 't4g.large',
    nodes: 2,
    role,
    keyArn,
    after: [],
  });
});

const Disks = z.array(z.object({ device_name: z.string(), ebs: z.record(z.string(), z.unknown()) }));

describe('a node', () => {
  it('gives its credentials to no pod: tokens only, one hop', () => {
    expect(resources.only('aws_launch_template').metadata_options).to.deep.equal({
      http_endpoint: 'enabled',
      http_tokens: 'required',
      http_put_response_hop_limit: 1,
    });
  });

  it('has encrypted gp3 disks, for the system and for data', () => {
    const disks = Disks.parse(resources.only('aws_launch_template').block_device_mappings);

    expect(disks.map(({ device_name: name }) => name)).to.deep.equal(['/dev/xvda', '/dev/xvdb']);
    for (const { ebs } of disks) expect(ebs).to.include({ volume_type: 'gp3', encrypted: 'true', kms_key_id: keyArn });
  });

  it('may join its cluster and pull images, and no more', () => {
    const policies = resources
      .of('aws_iam_role_policy_attachment')
      .map(({ policy_arn: arn }) => String(arn).split('/')[1]);

    expect(policies).to.have.members(['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly']);
    expect(resources.of('aws_iam_role_policy')).to.deep.equal([]);
  });

  it('has an instance profile where one is named', () => {
    expect(resources.only('aws_iam_instance_profile').name).to.equal('node-profile');
  });

  for (const [instanceType, amiType] of [
    ['t4g.large', 'BOTTLEROCKET_ARM_64'],
    ['m7g.large', 'BOTTLEROCKET_ARM_64'],
    ['c7gn.xlarge', 'BOTTLEROCKET_ARM_64'],
    ['g5g.xlarge', 'BOTTLEROCKET_ARM_64'],
    ['m7i.large', 'BOTTLEROCKET_x86_64'],
    ['g5.xlarge', 'BOTTLEROCKET_x86_64'],
    ['m6a.large', 'BOTTLEROCKET_x86_64'],
  ] as const) {
    it(`runs Bottlerocket for the processor of ${instanceType}`, () => {
      expect(bottlerocketAmiType(instanceType)).to.equal(amiType);
    });
  }
});

describe('the system nodes', () => {
  it('keep away whatever does not tolerate their taint', () => {
    const { taint, labels } = resources.only('aws_eks_node_group');

    expect(taint).to.deep.equal([{ key: 'CriticalAddonsOnly', value: 'true', effect: 'NO_SCHEDULE' }]);
    expect(systemNodes.toleration.key).to.equal(systemNodes.taint.key);
    expect(labels).to.deep.equal(systemNodes.labels);
  });

  it('are replaced one at a time, with one more meanwhile', () => {
    expect(resources.only('aws_eks_node_group')).to.deep.include({
      scaling_config: { desired_size: 2, min_size: 2, max_size: 3 },
      update_config: { max_unavailable: 1 },
    });
  });
});
