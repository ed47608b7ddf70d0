import { GetParameterHistoryCommand, GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { ServiceName } from '@evermart/contracts/topology';
import { parameterPaths } from '../../modules/naming.ts';

export interface Versions {
  /** What shall run. */
  readonly target: string;
  /** What ran last without a fault. */
  readonly current: string;
}

/** The two parameters of a service in one region. Terraform made them; rollouts alone write them. */
export interface VersionStore {
  read(): Promise<Versions>;
  writeTarget(version: string): Promise<void>;
  writeCurrent(version: string): Promise<void>;
  /** The versions that were current, oldest first. */
  history(): Promise<readonly string[]>;
}

export interface VersionStoreOptions {
  readonly environment: string;
  readonly region: string;
  readonly service: ServiceName;
  /** Of an emulator. Default: AWS, or AWS_ENDPOINT_URL_SSM. */
  readonly endpoint?: string;
}

const timeoutMs = 10_000;

export function createVersionStore({ environment, region, service, endpoint }: VersionStoreOptions): VersionStore {
  const ssm = new SSMClient({
    region,
    maxAttempts: 5,
    requestHandler: { requestTimeout: timeoutMs, connectionTimeout: timeoutMs },
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  const paths = parameterPaths(environment);
  const [targetPath, currentPath] = [paths.targetVersion(service), paths.currentVersion(service)];
  const write = async (path: string, version: string) => {
    await ssm.send(new PutParameterCommand({ Name: path, Value: version, Overwrite: true }));
  };
  return {
    async read() {
      const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names: [targetPath, currentPath] }));
      const versionAt = (path: string) => {
        const value = Parameters.find(({ Name }) => Name === path)?.Value;
        if (value === undefined) {
          throw new Error(
            `${region} has no parameter ${path}: apply the stack ${environment}-${region}-services first`,
          );
        }
        return value;
      };
      return { target: versionAt(targetPath), current: versionAt(currentPath) };
    },
    writeTarget: (version) => write(targetPath, version),
    writeCurrent: (version) => write(currentPath, version),
    async history() {
      const versions: { readonly number: number; readonly value: string }[] = [];
      let next: string | undefined;
      do {
        const page = await ssm.send(
          new GetParameterHistoryCommand({ Name: currentPath, ...(next === undefined ? {} : { NextToken: next }) }),
        );
        for (const { Version = 0, Value = '' } of page.Parameters ?? [])
          versions.push({ number: Version, value: Value });
        next = page.NextToken;
      } while (next !== undefined && next !== '');
      return versions.sort((one, other) => one.number - other.number).map(({ value }) => value);
    },
  };
}
