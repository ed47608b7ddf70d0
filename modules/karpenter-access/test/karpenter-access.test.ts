import { expect } from 'chai';
import { resourcesOf } from '../../test/resources-of.ts';
import { type ControllerScope, controllerPermissions } from '../controller-permissions.ts';
import { interruptionEvents } from '../interruption-queue.ts';
import { KarpenterAccess } from '../karpenter-access.ts';

const clusterName = 'evermart-dev-cluster';
const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/cluster';
const scope: ControllerScope = {
  partition: 'aws',
  region: 'eu-west-1',
  clusterName,
  clusterArn: `arn:aws:eks:eu-west-1:111111111111:cluster/${clusterName}`,
  nodeRoleArn: 'arn:aws:iam::111111111111:role/workload-node',
  instanceProfileArn: 'arn:aws:iam::111111111111:instance-profile/workload-node',
  queueArn: 'arn:aws:sqs:eu-west-1:111111111111:interruptions',
  keyArn,
};
const statements = controllerPermissions(scope);
const actions = statements.flatMap((statement) => statement.actions);

describe('Karpenter', () => {
  it('ends and tags only nodes of its own cluster', () => {
    const owner = `kubernetes.io/cluster/${clusterName}`;
    const changing = statements.filter(({ actions: some }) =>
      some.some((action) => /^ec2:(Terminate|Delete|CreateTags)/.test(action)),
    );

    expect(changing).to.have.length(3);
    for (const { conditions, sid } of changing) {
      expect(JSON.stringify(conditions), sid).to.match(new RegExp(`aws:(Resource|Request)Tag/${owner}":"owned"`));
    }
  });

  it('makes nothing without the tag of its cluster', () => {
    const making = statements.filter(({ resources = [] }) => resources.some((arn) => arn.endsWith(':instance/*')));

    for (const { conditions, sid } of making) expect(JSON.stringify(conditions), sid).to.include(`/${clusterName}`);
  });

  it('hands on the role of its nodes and no other', () => {
    const passing = statements.filter(({ actions: some }) => some.includes('iam:PassRole'));

    expect(passing.map(({ resources }) => resources)).to.deep.equal([[scope.nodeRoleArn]]);
    expect(passing[0]?.conditions).to.deep.equal({ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } });
  });

  it('changes nothing in IAM', () => {
    const inIam = actions.filter((action) => action.startsWith('iam:'));

    expect(inIam).to.have.members(['iam:PassRole', 'iam:GetInstanceProfile', 'iam:ListInstanceProfiles']);
  });

  it('only reads where it may do so on everything', () => {
    const everywhere = statements.filter(({ resources = [] }) => resources.includes('*'));

    for (const action of everywhere.flatMap((statement) => statement.actions)) {
      expect(action).to.match(/:(Describe|Get|List)/);
    }
  });
});

describe("Karpenter's access", () => {
  const resources = resourcesOf(
    (stack) =>
      new KarpenterAccess(stack, 'karpenter', {
        ...scope,
        account: '111111111111',
        controller: { namespace: 'kube-system', serviceAccount: 'karpenter' },
        controllerRoleName: 'karpenter',
        nodeRoleName: 'workload-node',
        instanceProfileName: 'workload-node',
        queueName: 'interruptions',
        managedPolicyArn: (name) => `arn:aws:iam::aws:policy/${name}`,
      }),
  );

  it('lets its nodes join', () => {
    expect(resources.only('aws_eks_access_entry').type).to.equal('EC2_LINUX');
    expect(resources.only('aws_iam_instance_profile').name).to.equal('workload-node');
  });

  it('hears of everything that ends an instance', () => {
    const patterns = resources.of('aws_cloudwatch_event_rule').map(({ event_pattern: pattern }) => String(pattern));

    expect(patterns).to.have.members(Object.values(interruptionEvents).map((pattern) => JSON.stringify(pattern)));
    for (const { arn } of resources.of('aws_cloudwatch_event_target')) expect(arn).to.include('aws_sqs_queue.');
  });

  it('has an encrypted queue in which only its rules write', () => {
    const policy = String(resources.only('aws_sqs_queue_policy').policy);

    expect(resources.only('aws_sqs_queue').kms_master_key_id).to.equal(keyArn);
    expect(policy)
      .to.include('arn:aws:events:*:111111111111:rule/interruptions-*')
      .and.to.include('aws:SecureTransport');
  });
});
