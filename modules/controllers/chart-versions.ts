/**
 * Charts of others, pinned. Karpenter 1.15 and External Secrets 2.13 support Kubernetes 1.35; of the latter only the
 * newest minor version gets fixes. Sources: karpenter.sh, "Compatibility"; external-secrets.io, "Stability and Support";
 * github.com/aws/eks-charts; github.com/open-telemetry/opentelemetry-helm-charts.
 */
export interface ChartSource {
  /** `https://...` of a chart repository, or `oci://...`. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
}

export const charts = {
  loadBalancerController: {
    repository: 'https://aws.github.io/eks-charts',
    chart: 'aws-load-balancer-controller',
    version: '3.5.0',
  },
  externalSecrets: { repository: 'https://charts.external-secrets.io', chart: 'external-secrets', version: '2.13.0' },
  karpenterCrd: { repository: 'oci://public.ecr.aws/karpenter', chart: 'karpenter-crd', version: '1.15.0' },
  karpenter: { repository: 'oci://public.ecr.aws/karpenter', chart: 'karpenter', version: '1.15.0' },
  collector: {
    repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
    chart: 'opentelemetry-collector',
    version: '0.170.0',
  },
} as const satisfies Readonly<Record<string, ChartSource>>;

/** The collector that the chart runs: AWS's own build. Source: github.com/aws-observability/aws-otel-collector, releases. */
export const collectorImage = { repository: 'public.ecr.aws/aws-observability/aws-otel-collector', tag: 'v0.49.0' };
