import { expect } from 'chai';
import { resourcesOf } from '../../test/resources-of.ts';
import { ChartRelease } from '../chart-release.ts';
import { charts } from '../chart-versions.ts';
import { HelmAccess } from '../helm-access.ts';

describe('a release of a controller', () => {
  it("is another's chart, in its pinned version", () => {
    const resources = resourcesOf(
      (stack) =>
        new ChartRelease(stack, 'karpenter', {
          namespace: 'kube-system',
          source: charts.karpenter,
          values: { replicas: 2 },
        }),
    );

    expect(resources.only('helm_release')).to.deep.include({
      name: 'karpenter',
      namespace: 'kube-system',
      ...charts.karpenter,
      values: ['{"replicas":2}'],
    });
  });

  it('is a chart of ours, by its name', () => {
    const resources = resourcesOf(
      (stack) => new ChartRelease(stack, 'platform', { namespace: 'kube-system', source: 'ours', values: {} }),
    );

    expect(resources.only('helm_release').chart).to.match(/\/charts\/platform$/);
    expect(resources.only('helm_release')).to.not.include.keys('repository', 'version');
  });

  it('is undone as a whole where it does not get ready', () => {
    const resources = resourcesOf(
      (stack) => new ChartRelease(stack, 'platform', { namespace: 'kube-system', source: 'ours', values: {} }),
    );

    expect(resources.only('helm_release')).to.include({ atomic: true, wait: true });
  });

  it('waits for what brings its custom resources', () => {
    const { text } = resourcesOf((stack) => {
      const crd = new ChartRelease(stack, 'crd', { namespace: 'kube-system', source: charts.karpenterCrd, values: {} });
      new ChartRelease(stack, 'karpenter', {
        namespace: 'kube-system',
        source: charts.karpenter,
        values: {},
        after: [crd.release],
      });
    });

    expect(text).to.match(/"depends_on": \[\s*"helm_release\.crd_release_/);
  });
});

describe('access to a cluster for Helm', () => {
  const { text } = resourcesOf(
    (stack) => new HelmAccess(stack, 'helm', { clusterName: 'evermart-dev-cluster', region: 'eu-west-1' }),
  );

  it('finds the cluster by its name, in AWS and not in a state', () => {
    expect(text).to.include('"aws_eks_cluster"').and.to.include('"name": "evermart-dev-cluster"');
    expect(text).to.not.include('terraform_remote_state');
  });

  it('signs in with a token that is made at each call, and keeps none', () => {
    expect(text).to.match(/"exec": \{[^}]*"command": "aws"/);
    expect(text).to.not.match(/"(token|password|client_key|client_certificate)"/);
  });
});
