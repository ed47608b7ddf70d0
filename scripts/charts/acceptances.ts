import type { Acceptance } from './finding.ts';

const workloads = ['Deployment/', 'Job/'];
const noCpuLimit =
  'A CPU limit slows a pod down while its node is idle; requests share a busy node fairly. Memory is limited to what is asked for.';
const notPulledAgain =
  'A release names its image by digest, so what is on the node is the same; a pod starts while the registry is out of reach.';

/** What is not followed, each with its reason. One that nothing needs fails the check. */
export const acceptances: readonly Acceptance[] = [
  { tool: 'checkov', check: 'CKV_K8S_11', about: workloads, reason: noCpuLimit },
  {
    tool: 'checkov',
    check: 'CKV_K8S_35',
    about: workloads,
    reason:
      'Services read their settings from the environment alone; nobody else runs in the pod, and the processes start no others.',
  },
  { tool: 'kube-score', check: 'container-image-pull-policy', about: workloads, reason: notPulledAgain },
  {
    tool: 'kube-score',
    check: 'container-resources: CPU limit is not set',
    about: workloads,
    reason: noCpuLimit,
  },
  {
    tool: 'kube-score',
    check: 'deployment-has-host-podantiaffinity',
    about: ['Deployment/'],
    reason: 'Topology spread over zones and nodes does it, and does not stop at as many pods as there are nodes.',
  },
  {
    tool: 'kube-score',
    check: 'horizontalpodautoscaler-replicas',
    about: ['HorizontalPodAutoscaler/'],
    reason: 'A warm standby keeps one pod of most services: it serves nobody until it takes over, and then grows.',
  },
  ...['ExternalSecret/', 'ClusterSecretStore/', 'TargetGroupBinding/', 'EC2NodeClass/', 'NodePool/'].map(
    (kind): Acceptance => ({
      tool: 'kubernetes-validate',
      check: 'no-schema',
      about: [kind],
      reason: 'A custom resource: its schema comes with its controller, not with Kubernetes.',
    }),
  ),
];
