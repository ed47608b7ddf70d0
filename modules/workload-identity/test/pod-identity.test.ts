import { expect } from 'chai';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { PodIdentity, type PodIdentityProps } from '../pod-identity.ts';

const props: PodIdentityProps = {
  namespace: 'shop',
  serviceAccount: 'order',
  roleName: 'evermart-dev-eu-west-1-service-order',
  description: 'The service order',
  clusterName: 'evermart-dev-cluster',
  clusterArn: 'arn:aws:eks:eu-west-1:111111111111:cluster/evermart-dev-cluster',
  statements: [{ sid: 'Publish', actions: ['sns:Publish'], resources: ['arn:aws:sns:eu-west-1:111111111111:orders'] }],
};
const made = (more: Partial<PodIdentityProps> = {}) =>
  resourcesOf((stack) => new PodIdentity(stack, 'identity', { ...props, ...more }));

describe('the identity of pods', () => {
  it('is for one service account of one namespace in one cluster', () => {
    const [trust] = statementsIn(made().only('aws_iam_role').assume_role_policy);

    expect(trust).to.deep.include({
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Principal: { Service: ['pods.eks.amazonaws.com'] },
      Condition: {
        StringEquals: {
          'aws:RequestTag/eks-cluster-arn': props.clusterArn,
          'aws:RequestTag/kubernetes-namespace': 'shop',
          'aws:RequestTag/kubernetes-service-account': 'order',
        },
      },
    });
  });

  it('is handed out by the cluster', () => {
    expect(made().only('aws_eks_pod_identity_association')).to.include({ namespace: 'shop', service_account: 'order' });
  });

  it('has the rights that are given and no others', () => {
    const resources = made();

    expect(statementsIn(resources.only('aws_iam_role_policy').policy).map(({ Sid }) => Sid)).to.deep.equal(['Publish']);
    expect(resources.of('aws_iam_role_policy_attachment')).to.deep.equal([]);
  });
});
