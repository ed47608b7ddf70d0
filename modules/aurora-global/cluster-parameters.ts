import { RdsClusterParameterGroup } from '@cdktf/provider-aws/lib/rds-cluster-parameter-group/index.js';
import { Construct } from 'constructs';
import { auroraEngine } from './aurora-engine.ts';

export interface ClusterParametersProps {
  readonly name: string;
  /**
   * The primary holds back commits while no standby is nearer than this many seconds, 20 at least. No limit if left out.
   * Leave it out in the standby's region: after a failover nothing would follow the new writer yet, and it would stop.
   * Source: Aurora User Guide, "Managing RPOs for Aurora PostgreSQL-based global databases".
   */
  readonly mostLagSeconds?: number;
}

export class ClusterParameters extends Construct {
  readonly groupName: string;

  constructor(scope: Construct, id: string, { name, mostLagSeconds }: ClusterParametersProps) {
    super(scope, id);
    if (mostLagSeconds !== undefined && (!Number.isInteger(mostLagSeconds) || mostLagSeconds < 20)) {
      throw new Error(
        `${name}: mostLagSeconds ${mostLagSeconds} is not a whole number of at least 20 (rds.global_db_rpo)`,
      );
    }
    const parameters: Readonly<Record<string, string>> = {
      'rds.force_ssl': '1',
      log_statement: 'ddl',
      // The log would have the values that slow statements were given; Performance Insights shows them without.
      log_min_duration_statement: '-1',
      // Takes back the locks of a client that went away in the middle; longer than any statement of a service may take.
      idle_in_transaction_session_timeout: '60000',
      ...(mostLagSeconds === undefined ? {} : { 'rds.global_db_rpo': String(mostLagSeconds) }),
    };
    const group = new RdsClusterParameterGroup(this, 'group', {
      name,
      family: auroraEngine.parameterGroupFamily,
      description: 'TLS only, no values of customers in the log',
      parameter: Object.entries(parameters).map(([parameter, value]) => ({
        name: parameter,
        value,
        applyMethod: 'immediate',
      })),
    });
    this.groupName = group.name;
  }
}
