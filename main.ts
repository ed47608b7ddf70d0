import { App } from 'cdktf';
import { environments } from './modules/environments.ts';
import { AnalyticsStack } from './modules/stacks/analytics.ts';
import { BootstrapStack } from './modules/stacks/bootstrap.ts';
import { ClusterStack } from './modules/stacks/cluster.ts';
import { DataStack } from './modules/stacks/data.ts';
import { EdgeStack } from './modules/stacks/edge.ts';
import { buildEstate, type StackRow } from './modules/stacks/estate.ts';
import { GlobalDataStack } from './modules/stacks/global-data.ts';
import { NetworkStack } from './modules/stacks/network.ts';
import { ObservabilityStack } from './modules/stacks/observability.ts';
import { PlatformStack } from './modules/stacks/platform.ts';
import { RegionalEdgeStack } from './modules/stacks/regional-edge.ts';
import { ReplicationStack } from './modules/stacks/replication.ts';
import { ServicesStack } from './modules/stacks/services.ts';

/** Every stack, after the ones it needs. */
export const stacks: readonly StackRow[] = [
  { stack: BootstrapStack, in: 'each region', after: [] },
  { stack: GlobalDataStack, in: 'home', after: [BootstrapStack] },
  { stack: NetworkStack, in: 'serving regions', after: [BootstrapStack] },
  { stack: DataStack, in: 'serving regions', after: [NetworkStack, GlobalDataStack], standbyFollows: true },
  { stack: ReplicationStack, in: 'home of a pair', after: [DataStack] },
  { stack: ClusterStack, in: 'serving regions', after: [NetworkStack, GlobalDataStack] },
  { stack: ObservabilityStack, in: 'serving regions', after: [DataStack, ClusterStack] },
  // The collector writes to the services' log groups, which it may not make itself.
  { stack: PlatformStack, in: 'serving regions', after: [ClusterStack, ObservabilityStack] },
  { stack: ServicesStack, in: 'serving regions', after: [PlatformStack, DataStack] },
  { stack: AnalyticsStack, in: 'serving regions', after: [DataStack] },
  { stack: EdgeStack, in: 'home', after: [DataStack, ClusterStack, AnalyticsStack] },
  { stack: RegionalEdgeStack, in: 'serving regions', after: [EdgeStack] },
];

if (import.meta.main) {
  const app = new App();
  buildEstate(app, environments, stacks);
  app.synth();
}
