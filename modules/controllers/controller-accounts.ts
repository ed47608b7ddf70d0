import type { ServiceAccount } from '../workload-identity/pod-identity.ts';

export type Controller = 'karpenter' | 'load-balancer-controller' | 'external-secrets' | 'collector';

/** As whom the controllers run. The cluster stack gives these accounts their roles before the charts make them. */
export const controllerAccounts: Readonly<Record<Controller, ServiceAccount>> = {
  karpenter: { namespace: 'kube-system', serviceAccount: 'karpenter' },
  'load-balancer-controller': { namespace: 'kube-system', serviceAccount: 'aws-load-balancer-controller' },
  'external-secrets': { namespace: 'external-secrets', serviceAccount: 'external-secrets' },
  collector: { namespace: 'observability', serviceAccount: 'collector' },
};

/** Where the ten services run. */
export const shopNamespace = 'shop';
