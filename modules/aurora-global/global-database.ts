import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { auroraEngine } from './aurora-engine.ts';

export interface GlobalDatabaseProps {
  readonly identifier: string;
  /** The primary's region: an empty global database takes its first cluster there. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/**
 * The frame over both regions' Aurora clusters. It is made empty and before them; each cluster joins it by its
 * identifier, and the first one writes. Nothing here says who writes: a failover changes that.
 */
export class GlobalDatabase extends Construct {
  readonly identifier: string;

  constructor(scope: Construct, id: string, { identifier, provider }: GlobalDatabaseProps) {
    super(scope, id);
    new RdsGlobalCluster(this, 'global', {
      globalClusterIdentifier: identifier,
      engine: auroraEngine.engine,
      engineVersion: auroraEngine.version,
      storageEncrypted: true,
      deletionProtection: true,
      forceDestroy: false,
      lifecycle: { preventDestroy: true },
      ...(provider === undefined ? {} : { provider }),
    });
    this.identifier = identifier;
  }
}
