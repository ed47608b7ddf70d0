import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { z } from 'zod';
import { resourcesOf } from '../../test/resources-of.ts';
import { ServiceRelease, type ServiceReleaseProps } from '../service-release.ts';

const props: ServiceReleaseProps = {
  service: 'order',
  namespace: 'shop',
  versions: {
    currentVersion: '/evermart-dev/services/order/current',
    targetVersion: '/evermart-dev/services/order/target',
  },
  imageRepository: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/evermart-dev/order',
  port: 4105,
  replicas: 3,
  environment: { PORT: '4105' },
  secrets: [],
  network: { callers: [], callees: [], publicFrom: [], stores: [], dataRanges: [] },
};
const made = (more: Partial<ServiceReleaseProps> = {}) =>
  resourcesOf((stack) => new ServiceRelease(stack, 'order', { ...props, ...more }));

const Values = z.looseObject({
  image: z.object({ repository: z.string(), version: z.string() }),
  chartHash: z.string(),
});
const Lifecycle = z.object({ precondition: z.array(z.object({ condition: z.string(), error_message: z.string() })) });
const valuesOf = (release: Record<string, unknown>) =>
  Values.parse(JSON.parse(z.array(z.string()).parse(release.values)[0] ?? ''));

describe("a service's release", () => {
  it('runs the version that the last rollout left', () => {
    const { image } = valuesOf(made().only('helm_release'));

    expect(image.version).to.match(/^\$\{aws_ssm_parameter\.\w+current\w+\.insecure_value\}$/);
    expect(image.repository).to.equal(props.imageRepository);
  });

  it('is touched only while no rollout is under way', () => {
    const { precondition } = Lifecycle.parse(made().only('helm_release').lifecycle);

    expect(precondition.map(({ condition }) => condition).join()).to.match(
      /current\w+\.insecure_value == aws_ssm_parameter\.\w+target\w+\.insecure_value/,
    );
    expect(precondition[0]?.error_message).to.include(props.versions.targetVersion);
  });

  it('goes back by itself if it does not get ready', () => {
    expect(made().only('helm_release')).to.include({ atomic: true, wait: true });
  });

  it('begins without a version, and Terraform never writes one', () => {
    const parameters = made().of('aws_ssm_parameter');

    expect(parameters).to.have.length(2);
    for (const parameter of parameters) {
      expect(parameter).to.deep.include({
        insecure_value: 'none',
        lifecycle: { ignore_changes: ['insecure_value', 'value'] },
      });
    }
  });

  it('joins a target group only where one is named', () => {
    const targetGroupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/gateway/1';

    expect(valuesOf(made().only('helm_release'))).to.not.include.keys('targetGroupArn');
    expect(valuesOf(made({ targetGroupArn }).only('helm_release')).targetGroupArn).to.equal(targetGroupArn);
  });

  it('changes with its chart: the hash differs from chart to chart', () => {
    const hashes = serviceNames.map((service) => valuesOf(made({ service }).only('helm_release')).chartHash);

    expect(new Set(hashes).size).to.equal(serviceNames.length);
  });
});
