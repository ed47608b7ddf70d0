import { Release } from '@cdktf/provider-helm/lib/release/index.js';
import { Construct } from 'constructs';
import { preStopSeconds, terminationGraceSeconds } from '../load-balancer/draining.ts';
import { chartHash, localChart } from './chart-folder.ts';
import { ReleaseVersion, type ReleaseVersionProps } from './release-version.ts';
import type { ServiceNetwork } from './service-network.ts';
import type { ServiceSecret } from './service-secrets.ts';

export interface ServiceReleaseProps {
  /** Also the name of its chart, its release and its service account. */
  readonly service: string;
  readonly namespace: string;
  readonly versions: Omit<ReleaseVersionProps, 'service'>;
  /** Without a version: `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly imageRepository: string;
  readonly port: number;
  /** Pods that run at least. */
  readonly replicas: number;
  readonly environment: Readonly<Record<string, string>>;
  /** With names as Secrets Manager has them. */
  readonly secrets: readonly ServiceSecret[];
  readonly network: ServiceNetwork;
  /** Its pods join it. Left out for a service that no load balancer sees. */
  readonly targetGroupArn?: string;
}

/** A new version must be ready within it, or the old one comes back. */
const timeoutSeconds = 600;

/**
 * One service in the cluster, with the values that only infrastructure knows. Which version runs is not Terraform's to
 * decide: it reads it, and touches nothing while a rollout is under way.
 */
export class ServiceRelease extends Construct {
  constructor(scope: Construct, id: string, props: ServiceReleaseProps) {
    super(scope, id);
    const { service, namespace, versions } = props;
    const version = new ReleaseVersion(this, 'version', { service, ...versions });
    new Release(this, 'release', {
      name: service,
      namespace,
      chart: localChart(this, service),
      values: [JSON.stringify(valuesOf(props, version.current))],
      // Back to what ran before, if it isn't ready in time.
      atomic: true,
      wait: true,
      timeout: timeoutSeconds,
      maxHistory: 10,
      lint: true,
      lifecycle: {
        precondition: [
          {
            condition: version.settled,
            errorMessage: `${service}: ${versions.currentVersion} and ${versions.targetVersion} differ, so a rollout is under way or has failed. Finish it or roll it back, then apply again.`,
          },
        ],
      },
    });
  }
}

/** What the chart is given; `charts/service/values.yaml` documents it. */
function valuesOf(props: ServiceReleaseProps, version: string) {
  const { service, imageRepository, port, replicas, environment, secrets, network, targetGroupArn } = props;
  return {
    image: { repository: imageRepository, version },
    port,
    replicas,
    environment,
    secrets,
    network,
    shutdown: { preStopSeconds, terminationGraceSeconds },
    ...(targetGroupArn === undefined ? {} : { targetGroupArn }),
    chartHash: chartHash(service),
  };
}
