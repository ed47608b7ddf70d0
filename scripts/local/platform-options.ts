import { join } from 'node:path';
import type { ServiceName } from '@evermart/contracts/topology';
import type { RegionAddresses } from './addresses.ts';
import type { PortPlan } from './ports.ts';
import type { LineSink } from './process/output.ts';
import type { LocalSecrets } from './secrets.ts';
import type { SeedPerson, SeedScale } from './seed/seed-target.ts';

export const storeNames = [
  'postgres',
  'dynamodb',
  'messaging',
  'cognito',
  'kinesis',
  'redis',
  'mail',
  'opensearch',
] as const;
export type StoreName = (typeof storeNames)[number];
export type ProcessName = StoreName | ServiceName | 'edge' | 'payment-provider';

/** `opensearch` needs java (17 or later) and mvn; with `postgres` search answers from PostgreSQL, `degraded: true`. */
export type SearchEngine = 'opensearch' | 'postgres';

export const repositoryRoot = join(import.meta.dirname, '..', '..');
export const localFolder = join(repositoryRoot, '.local');

/** One region of the shop on this machine. Nothing is global: several can stand side by side. */
export interface PlatformOptions {
  /** Default `region-a`. */
  readonly region?: string;
  /** The AWS region that it plays. Default `eu-west-1`. */
  readonly awsRegion?: string;
  /** Data, logs and secrets of the region. Default `.local/<region>`. */
  readonly folder?: string;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default: the fixed ports of `ports.ts`. */
  readonly ports?: PortPlan;
  /** Default `small`. */
  readonly scale?: SeedScale;
  /** Default `opensearch` where java and mvn are found, else `postgres`. */
  readonly search?: SearchEngine;
  /** Default `dynalite`; `local` is DynamoDB Local, for a second opinion on semantics. */
  readonly dynamodb?: 'dynalite' | 'local';
  /** Default all ten. One that is left out is said so, and nothing answers at its address. */
  readonly services?: readonly ServiceName[];
  /** The file that a service is started from. Default `services/<name>/main.ts`. */
  readonly serviceEntry?: (name: ServiceName) => string;
  /** More environment for one process, e.g. a crash point. */
  readonly environment?: Partial<Record<ProcessName, Readonly<Record<string, string>>>>;
  /** Stores that somebody else runs. They are used, not started. */
  readonly external?: Partial<Record<StoreName, string>>;
  /** Keys that this region shares with another. Default: made once for the folder. */
  readonly secrets?: Partial<LocalSecrets>;
  /** Writes the demo catalogue on the first start. Default true. */
  readonly seed?: boolean;
  /** Builds and uploads the storefront. Default true. */
  readonly storefront?: boolean;
  /** Runs services from source and restarts the one whose files change. Default false. */
  readonly watch?: boolean;
  /** Deletes what the folder holds first. Default false. */
  readonly fresh?: boolean;
  /** Where the addresses are published. Default: not at all. */
  readonly addressesFile?: string;
  /** Where the people who can sign in are written, before the addresses. Default: not at all. */
  readonly peopleFile?: string;
  /** Aborting it ends a start that is under way. */
  readonly signal?: AbortSignal;
  /** Each line that a process writes. Default: only to its log file. */
  readonly onLine?: LineSink;
  /** Progress and trouble, for a person. Default: nowhere. */
  readonly notice?: (text: string) => void;
}

export interface Platform {
  readonly region: string;
  /** Of every process that answers now. */
  addresses(): RegionAddresses;
  /** The origin that a browser uses. */
  readonly url: string;
  readonly people: readonly (Pick<SeedPerson, 'email' | 'groups'> & { readonly password: string })[];
  /** A service's whole environment, e.g. to start another instance or to read its database. */
  environment(service: ServiceName): Readonly<Record<string, string>>;
  process(name: ProcessName): { readonly url: string; readonly pid: number | undefined };
  /** Kills it (default SIGKILL) and resolves when its successor answers. */
  kill(name: ProcessName, signal?: NodeJS.Signals): Promise<void>;
  /** Ends it in order and starts it again. */
  restart(name: ProcessName): Promise<void>;
  /** Takes it down until `start`. */
  stopProcess(name: ProcessName): Promise<void>;
  startProcess(name: ProcessName): Promise<void>;
  /** What took how long, in milliseconds. */
  timings(): readonly { readonly name: string; readonly ms: number }[];
  /** Ends every process within 8 s and withdraws the addresses. */
  stop(): Promise<void>;
}
