import { serviceNames } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { systemNodes } from '../../node-group/system-nodes.ts';
import { charts } from '../chart-versions.ts';
import { collectorValues } from '../collector-values.ts';
import { controllerAccounts } from '../controller-accounts.ts';
import { externalSecretsValues, karpenterValues, loadBalancerControllerValues } from '../controller-values.ts';

const around = {
  clusterName: 'evermart-dev-cluster',
  region: 'eu-west-1',
  vpcId: 'vpc-1',
  interruptionQueue: 'evermart-dev-karpenter-interruptions',
};
const controllers = {
  karpenter: karpenterValues(around),
  'load-balancer-controller': loadBalancerControllerValues(around),
  'external-secrets': externalSecretsValues(),
};

describe('the charts of others', () => {
  for (const [name, { version }] of Object.entries(charts)) {
    it(`${name} is pinned to one version`, () => {
      expect(version).to.match(/^\d+\.\d+\.\d+$/);
    });
  }

  it('bring Karpenter and its custom resources in the same version', () => {
    expect(charts.karpenterCrd.version).to.equal(charts.karpenter.version);
  });
});

describe('a controller', () => {
  for (const [name, values] of Object.entries(controllers)) {
    it(`${name} runs on the system nodes, which take nothing else`, () => {
      expect(values.nodeSelector).to.deep.equal(systemNodes.labels);
      expect(values.tolerations).to.deep.equal([systemNodes.toleration]);
    });

    it(`${name} runs as the account that has its role`, () => {
      const { serviceAccount } = controllerAccounts[name as keyof typeof controllers];

      expect(values.serviceAccount).to.deep.equal({ create: true, name: serviceAccount });
    });
  }

  it('of load balancers makes none, and asks no node for region and network', () => {
    expect(controllers['load-balancer-controller']).to.include({
      createIngressClassResource: false,
      enableServiceMutatorWebhook: false,
      region: 'eu-west-1',
      vpcId: 'vpc-1',
    });
  });
});

describe('the collector', () => {
  const serviceLogGroups = Object.fromEntries(serviceNames.map((name) => [name, `/evermart-dev/services/${name}`]));
  const values = collectorValues({
    region: 'eu-west-1',
    metricsNamespace: 'evermart-dev',
    metricsLogGroup: '/evermart-dev/metrics',
    serviceLogGroups: serviceLogGroups as Parameters<typeof collectorValues>[0]['serviceLogGroups'],
  });
  const { exporters, service } = values.alternateConfig;

  it("brings each service's lines into its own log group", () => {
    for (const name of serviceNames) {
      expect(exporters).to.deep.nested.include({
        [`awscloudwatchlogs/${name}.log_group_name`]: `/evermart-dev/services/${name}`,
      });
      expect(service.pipelines).to.include.keys(`logs/${name}`);
    }
  });

  it('sends traces to X-Ray and metrics to CloudWatch', () => {
    expect(service.pipelines).to.deep.include({
      traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['awsxray'] },
      metrics: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['awsemf'] },
    });
  });

  it('leaves its environment variables to itself: Terraform sees no reference in its values', () => {
    expect(JSON.stringify(values)).to.match(/\$\$\{env:/);
    expect(JSON.stringify(values)).to.not.match(/(^|[^$])\$\{/);
  });

  it('uses only what its configuration defines', () => {
    const { receivers, processors } = values.alternateConfig;
    for (const [name, pipeline] of Object.entries(service.pipelines)) {
      const used = pipeline as Record<'receivers' | 'processors' | 'exporters', readonly string[]>;
      expect(Object.keys(receivers), name).to.include.members(used.receivers);
      expect(Object.keys(processors), name).to.include.members(used.processors);
      expect(Object.keys(exporters), name).to.include.members(used.exporters);
    }
  });
});
