import { systemNodes } from '../node-group/system-nodes.ts';
import { controllerAccounts } from './controller-accounts.ts';

/** Values of the controllers' charts. Each is what its chart's own values.yaml documents. */

export interface ControllerSurroundings {
  readonly clusterName: string;
  readonly region: string;
  readonly vpcId: string;
  readonly interruptionQueue: string;
}

/** Controllers run on the system nodes, which take nothing else: two, in different zones, so that one may fall. */
const placement = { nodeSelector: systemNodes.labels, tolerations: [systemNodes.toleration] };
const replicas = 2;

const resources = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { memory } });

/** It binds pods to target groups; balancers and their security groups are Terraform's. */
export function loadBalancerControllerValues({ clusterName, region, vpcId }: ControllerSurroundings) {
  return {
    ...placement,
    clusterName,
    // It would ask the node's metadata, which is one hop too far.
    region,
    vpcId,
    replicaCount: replicas,
    resources: resources('50m', '192Mi'),
    podDisruptionBudget: { maxUnavailable: 1 },
    createIngressClassResource: false,
    enableServiceMutatorWebhook: false,
    enableShield: false,
    enableWaf: false,
    enableWafv2: false,
    serviceAccount: { create: true, name: controllerAccounts['load-balancer-controller'].serviceAccount },
  };
}

export function externalSecretsValues() {
  const each = { ...placement, resources: resources('25m', '192Mi') };
  return {
    ...each,
    installCRDs: true,
    replicaCount: replicas,
    leaderElect: true,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    webhook: { ...each, replicaCount: replicas, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
    certController: each,
    serviceAccount: { create: true, name: controllerAccounts['external-secrets'].serviceAccount },
    // Services have secrets of their own in one namespace, and push none.
    processClusterExternalSecret: false,
    processPushSecret: false,
    processClusterPushSecret: false,
  };
}

export function karpenterValues({ clusterName, interruptionQueue }: ControllerSurroundings) {
  return {
    ...placement,
    replicas,
    // Above everything that it makes room for.
    priorityClassName: 'system-cluster-critical',
    // The cluster's DNS runs on nodes; Karpenter must work while there are none.
    dnsPolicy: 'Default',
    settings: { clusterName, interruptionQueue },
    serviceAccount: { create: true, name: controllerAccounts.karpenter.serviceAccount },
    controller: { resources: resources('200m', '512Mi') },
  };
}
