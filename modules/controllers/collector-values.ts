import type { ServiceName } from '@evermart/contracts/topology';
import { collectorImage } from './chart-versions.ts';
import { controllerAccounts, shopNamespace } from './controller-accounts.ts';

export interface CollectorSurroundings {
  readonly region: string;
  /** The namespace of its metrics in CloudWatch. */
  readonly metricsNamespace: string;
  readonly metricsLogGroup: string;
  /** A log group a service; each is there already. */
  readonly serviceLogGroups: Readonly<Record<ServiceName, string>>;
}

const port = { grpc: 4317, http: 4318 };

/** An environment variable of the collector's; with two dollars, or Terraform would take it for its own. */
const variable = (name: string) => `$\${env:${name}}`;

/** Values of the chart `opentelemetry-collector`: one collector a node, with what its pods write and send. */
export function collectorValues(around: CollectorSurroundings) {
  return {
    mode: 'daemonset',
    image: collectorImage,
    command: { name: 'awscollector' },
    fullnameOverride: 'collector',
    serviceAccount: { create: true, name: controllerAccounts.collector.serviceAccount },
    // On the system nodes, too.
    tolerations: [{ operator: 'Exists' }],
    resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '256Mi' } },
    // Pods send to the collector of their own node.
    service: { enabled: true, internalTrafficPolicy: 'Local' },
    ports: {
      // Without the host's port, which would open them to whoever reaches the node.
      otlp: { enabled: true, containerPort: port.grpc, servicePort: port.grpc, hostPort: null, protocol: 'TCP' },
      'otlp-http': { enabled: true, containerPort: port.http, servicePort: port.http, hostPort: null, protocol: 'TCP' },
      'jaeger-compact': { enabled: false },
      'jaeger-grpc': { enabled: false },
      'jaeger-thrift': { enabled: false },
      zipkin: { enabled: false },
    },
    // The files are root's own, so it needs no capability to read them.
    securityContext: {
      runAsUser: 0,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
    extraEnvs: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
    extraVolumes: [{ name: 'pod-logs', hostPath: { path: '/var/log/pods' } }],
    extraVolumeMounts: [{ name: 'pod-logs', mountPath: '/var/log/pods', readOnly: true }],
    alternateConfig: collectorConfig(around),
  };
}

/** The collector's own configuration. Only components that AWS's build has: `pkg/defaultcomponents` of its repository. */
function collectorConfig({ region, metricsNamespace, metricsLogGroup, serviceLogGroups }: CollectorSurroundings) {
  const services = Object.entries(serviceLogGroups);
  const each = <Value>(value: (service: string, logGroup: string) => readonly [string, Value]) =>
    Object.fromEntries(services.map(([service, logGroup]) => value(service, logGroup)));
  const before = ['memory_limiter', 'batch'];
  return {
    extensions: { health_check: { endpoint: `${variable('MY_POD_IP')}:13133` } },
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: `${variable('MY_POD_IP')}:${port.grpc}` },
          http: { endpoint: `${variable('MY_POD_IP')}:${port.http}` },
        },
      },
      ...each((service) => [
        `file_log/${service}`,
        {
          include: [`/var/log/pods/${shopNamespace}_${service}-*/*/*.log`],
          start_at: 'end',
          operators: [{ type: 'container' }],
        },
      ]),
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
      batch: {},
    },
    exporters: {
      awsxray: { region },
      awsemf: { region, namespace: metricsNamespace, log_group_name: metricsLogGroup },
      ...each((service, logGroup) => [
        `awscloudwatchlogs/${service}`,
        { region, log_group_name: logGroup, log_stream_name: variable('NODE_NAME'), raw_log: true },
      ]),
    },
    service: {
      extensions: ['health_check'],
      pipelines: {
        traces: { receivers: ['otlp'], processors: before, exporters: ['awsxray'] },
        metrics: { receivers: ['otlp'], processors: before, exporters: ['awsemf'] },
        ...each((service) => [
          `logs/${service}`,
          { receivers: [`file_log/${service}`], processors: before, exporters: [`awscloudwatchlogs/${service}`] },
        ]),
      },
    },
  };
}
