import type { AlarmSpec } from '../../alarm/alarm-spec.ts';
import type { Environment, RegionSettings } from '../../environments/environment.ts';
import type { LoadBalancerNames } from '../../metric/resource-metrics.ts';
import type { Names } from '../../naming.ts';

/** What the alarms of a region need to know of it. */
export interface AlarmScope {
  readonly names: Names;
  readonly environment: Environment;
  readonly settings: RegionSettings;
  readonly account: string;
  /** Follows the other region's stores. */
  readonly standby: boolean;
  /** There is another region. */
  readonly paired: boolean;
  readonly gateway: LoadBalancerNames;
}

/** The alarms of one part of a region. */
export type Alarms = (scope: AlarmScope) => readonly AlarmSpec[];
