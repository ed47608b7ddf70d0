import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { environments } from '../../modules/environments.ts';
import { namesOf } from '../../modules/naming.ts';

/** Options of every release command: no defaults, so that nobody acts on the wrong place. */
export const targetOptions = {
  env: { type: 'string' },
  region: { type: 'string', multiple: true },
  service: { type: 'string' },
} as const;

export const targetHelp = `  --env <name>          the environment
  --region <name>       the region; give it once for each
  --service <name>      the service`;

export interface ReleaseTarget {
  readonly environment: string;
  readonly accountId: string;
  readonly service: ServiceName;
  readonly regions: readonly string[];
  /** The region that is the primary as long as nothing has failed over. */
  readonly primary: string;
  readonly serving: readonly string[];
}

/** @throws Error that names what there is to choose from */
export function releaseTarget(given: {
  readonly env?: string | undefined;
  readonly region?: readonly string[] | undefined;
  readonly service?: string | undefined;
}): ReleaseTarget {
  const environment = environments.find(({ name }) => name === given.env);
  if (environment === undefined) {
    throw new Error(`--env ${given.env ?? 'is missing'}: one of ${environments.map(({ name }) => name).join(', ')}`);
  }
  const service = serviceNames.find((name) => name === given.service);
  if (service === undefined)
    throw new Error(`--service ${given.service ?? 'is missing'}: one of ${serviceNames.join(', ')}`);
  const { primary, standby } = environment;
  const serving: readonly string[] = [primary.region, ...(standby === undefined ? [] : [standby.region])];
  const regions = [...new Set(given.region ?? [])];
  const unknown = regions.filter((region) => !serving.includes(region));
  if (regions.length === 0 || unknown.length > 0) {
    throw new Error(`--region ${unknown.join(', ') || 'is missing'}: ${environment.name} has ${serving.join(', ')}`);
  }
  return {
    environment: environment.name,
    accountId: environment.accountId,
    service,
    regions,
    primary: primary.region,
    serving,
  };
}

/** `<account>.dkr.ecr.<region>.amazonaws.com/evermart-<environment>/<service>` */
export function imageRepositoryOf({ environment, accountId, service }: ReleaseTarget, region: string): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com/${namesOf(environment, region).imageRepository(service)}`;
}
