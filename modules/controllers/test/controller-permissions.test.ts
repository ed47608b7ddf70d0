import { expect } from 'chai';
import { namesOf } from '../../naming.ts';
import { secretsOfServices } from '../../service-release/service-secrets.ts';
import { arnsOf } from '../../stacks/arns.ts';
import {
  collectorPermissions,
  externalSecretsPermissions,
  loadBalancerControllerPermissions,
} from '../controller-permissions.ts';

const names = namesOf('dev', 'eu-west-1');
const scope = {
  arns: arnsOf({ partition: 'aws', account: '111111111111', region: 'eu-west-1', names }),
  region: 'eu-west-1',
  targetGroupName: 'evermart-dev-gateway',
  dataKeyAlias: names.keyAlias('data'),
  secretNames: secretsOfServices().map(names.secret),
  logGroups: [names.logGroup('services/*'), names.metricsLogGroup()],
};

describe('what External Secrets may read', () => {
  const resources = externalSecretsPermissions(scope).flatMap(({ resources: some = [] }) => some);

  it('is each secret of a service, by its name', () => {
    for (const name of ['database/orders', 'internal-token', 'cognito-client', 'payment-stripe', 'redis']) {
      expect(resources).to.include(`arn:aws:secretsmanager:eu-west-1:111111111111:secret:evermart-dev/${name}-??????`);
    }
  });

  it("is neither the database's master nor what CloudFront and the load balancer share", () => {
    const text = resources.join();

    expect(text).to.not.include('database/master').and.not.include(names.originSecret());
    expect(text).to.not.match(/secret:[^,]*\*/);
  });
});

describe('what the load balancer controller may change', () => {
  it('is who stands in one target group', () => {
    const changing = loadBalancerControllerPermissions(scope).filter(
      ({ actions }) => !actions.every((action) => /:Describe/.test(action)),
    );

    expect(changing.map(({ actions, resources }) => ({ actions, resources }))).to.deep.equal([
      {
        actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
        resources: ['arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/evermart-dev-gateway/*'],
      },
    ]);
  });
});

describe('what the collector may write', () => {
  it('is lines into groups that are there, and traces', () => {
    const logs = collectorPermissions(scope).find(({ sid }) => sid === 'WriteLogs');

    expect(logs?.actions).to.not.include('logs:CreateLogGroup');
    expect(logs?.resources).to.deep.equal([
      'arn:aws:logs:eu-west-1:111111111111:log-group:/evermart-dev/services/*:*',
      'arn:aws:logs:eu-west-1:111111111111:log-group:/evermart-dev/metrics:*',
    ]);
  });
});
