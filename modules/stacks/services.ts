import { type ServiceName, serviceNames, services } from '@evermart/contracts/topology';
import type { Construct } from 'constructs';
import { shopNamespace } from '../controllers/controller-accounts.ts';
import { HelmAccess } from '../controllers/helm-access.ts';
import { environmentOf, type ServiceSurroundings } from '../service-release/service-environment.ts';
import { networkOf } from '../service-release/service-network.ts';
import { ServiceRelease } from '../service-release/service-release.ts';
import { type StoreHosts, secretsOf } from '../service-release/service-secrets.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/** The ten services of the shop in one region's cluster: one release each. */
export class ServicesStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'services', props);
    new HelmAccess(this, 'helm', { clusterName: this.names.cluster(), region: this.region });
    const hosts = this.#storeHosts();
    const surroundings = this.#surroundings(hosts);
    for (const service of serviceNames) this.#release(service, hosts, surroundings);
  }

  #release(service: ServiceName, hosts: StoreHosts, surroundings: ServiceSurroundings): void {
    const { account, region, names, paths, settings } = this;
    const { port, exposure } = services[service];
    new ServiceRelease(this, service, {
      service,
      namespace: shopNamespace,
      versions: { currentVersion: paths.currentVersion(service), targetVersion: paths.targetVersion(service) },
      imageRepository: `${account}.dkr.ecr.${region}.amazonaws.com/${names.imageRepository(service)}`,
      port,
      replicas: settings.replicas[service],
      environment: environmentOf(service, surroundings),
      secrets: secretsOf(service, hosts).map((secret) => ({ ...secret, secret: names.secret(secret.secret) })),
      network: networkOf(service, { cidr: settings.cidr, zones: settings.availabilityZones.length }),
      ...(exposure === 'public' ? { targetGroupArn: this.readParameter(paths.gatewayTargetGroupArn()) } : {}),
    });
  }

  /** In the standby the reader endpoint leads to the only instance, also once it is the writer; see `standby-sizes.ts`. */
  #storeHosts(): StoreHosts {
    const { role, paths } = this;
    const database = role === 'standby' ? paths.auroraReaderEndpoint() : paths.auroraWriterEndpoint();
    return {
      database: this.readParameter(database),
      redis: this.readParameter(paths.redisEndpoint()),
      search: this.readParameter(paths.searchEndpoint()),
    };
  }

  #surroundings({ search: searchHost }: StoreHosts): ServiceSurroundings {
    const { region, account, names, arns, paths } = this;
    const read = (path: string) => this.readParameter(path);
    return {
      region,
      account,
      names,
      arns,
      domain: this.environment.domain,
      searchHost,
      userPool: {
        id: read(paths.userPoolId()),
        issuer: read(paths.userPoolIssuer()),
        gatewayClientId: read(paths.gatewayClientId()),
        mobileClientId: read(paths.mobileClientId()),
      },
    };
  }
}
