import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias/index.js';
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import type { Construct } from 'constructs';
import { ChartRelease } from '../controllers/chart-release.ts';
import { charts } from '../controllers/chart-versions.ts';
import { collectorValues } from '../controllers/collector-values.ts';
import { controllerAccounts, shopNamespace } from '../controllers/controller-accounts.ts';
import {
  type ControllerSurroundings,
  externalSecretsValues,
  karpenterValues,
  loadBalancerControllerValues,
} from '../controllers/controller-values.ts';
import { HelmAccess } from '../controllers/helm-access.ts';
import { maxPodsPerNode } from '../node-group/bottlerocket.ts';
import { chartHash } from '../service-release/chart-folder.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/** What a cluster needs before a service can run in it. Their roles are in the stack `cluster`. */
export class PlatformStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'platform', props);
    const access = new HelmAccess(this, 'helm', { clusterName: this.names.cluster(), region: this.region });
    const karpenter = this.#karpenter();
    const externalSecrets = this.#externalSecrets();
    this.#loadBalancerController();
    this.#collector();
    this.#ownResources(access, [karpenter, externalSecrets]);
  }

  get #surroundings(): ControllerSurroundings {
    return {
      clusterName: this.names.cluster(),
      region: this.region,
      vpcId: this.readParameter(this.paths.vpcId()),
      interruptionQueue: this.names.interruptionQueue(),
    };
  }

  /** Its custom resources in a chart of their own: Helm never upgrades what a chart has in its folder `crds`. */
  #karpenter(): ChartRelease {
    const { namespace } = controllerAccounts.karpenter;
    const crd = new ChartRelease(this, 'karpenter-crd', { namespace, source: charts.karpenterCrd, values: {} });
    return new ChartRelease(this, 'karpenter', {
      namespace,
      source: charts.karpenter,
      values: karpenterValues(this.#surroundings),
      after: [crd.release],
    });
  }

  #externalSecrets(): ChartRelease {
    const { namespace } = controllerAccounts['external-secrets'];
    return new ChartRelease(this, 'external-secrets', {
      namespace,
      source: charts.externalSecrets,
      values: externalSecretsValues(),
    });
  }

  #loadBalancerController(): void {
    const { namespace } = controllerAccounts['load-balancer-controller'];
    new ChartRelease(this, 'aws-load-balancer-controller', {
      namespace,
      source: charts.loadBalancerController,
      values: loadBalancerControllerValues(this.#surroundings),
    });
  }

  #collector(): void {
    const groups = serviceNames.map((service) => [service, this.names.serviceLogGroup(service)] as const);
    new ChartRelease(this, 'collector', {
      namespace: controllerAccounts.collector.namespace,
      source: charts.collector,
      values: collectorValues({
        region: this.region,
        metricsNamespace: this.names.prefix,
        metricsLogGroup: this.names.metricsLogGroup(),
        serviceLogGroups: Object.fromEntries(groups) as Record<ServiceName, string>,
      }),
    });
  }

  /** Nodes, the way to secrets, and the shop's closed namespace. */
  #ownResources({ cluster }: HelmAccess, controllers: readonly ChartRelease[]): void {
    const key = new DataAwsKmsAlias(this, 'cluster-key', { name: this.names.keyAlias('cluster') });
    new ChartRelease(this, 'platform', {
      namespace: 'kube-system',
      source: 'ours',
      values: {
        region: this.region,
        shopNamespace,
        nodes: {
          clusterName: this.names.cluster(),
          instanceProfile: this.names.workloadNodeProfile(),
          securityGroupId: cluster.vpcConfig.get(0).clusterSecurityGroupId,
          keyArn: key.targetKeyArn,
          cpuLimit: this.settings.sizes.cluster.workloadCpuLimit,
          maxPods: maxPodsPerNode,
        },
        chartHash: chartHash('platform'),
      },
      after: controllers.map(({ release }) => release),
    });
  }
}
