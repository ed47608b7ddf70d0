import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group/index.js';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { auroraEngine } from './aurora-engine.ts';
import { AuroraInstances } from './aurora-instances.ts';
import { ClusterParameters, type ClusterParametersProps } from './cluster-parameters.ts';

export interface Master {
  readonly username: string;
  /** An ephemeral value: it goes into a write-only argument and is kept nowhere. */
  readonly password: string;
  /** Raised with every new password. */
  readonly passwordVersion: number;
}

export interface AuroraClusterProps {
  readonly name: string;
  /** The global database that it joins. It stands alone if left out. */
  readonly globalDatabase?: string;
  /** Left out for the cluster that joins second: its users are the first one's. */
  readonly master?: Master;
  /** Where the cluster that writes at its creation is, for one that joins second: AWS needs it to share the key's use. */
  readonly sourceRegion?: string;
  readonly instanceClass: string;
  readonly instances: number;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  /** A key of this region. */
  readonly keyArn: string;
  readonly backupRetentionDays: number;
  readonly mostLagSeconds?: ClusterParametersProps['mostLagSeconds'];
  readonly monitoringRoleArn: string;
  /** What must exist before: log groups with a key and an end, or RDS makes groups that have neither. */
  readonly after: ITerraformDependable[];
}

/** What goes to CloudWatch: `/aws/rds/cluster/<name>/<log>`. */
export const auroraLogs = ['postgresql', 'iam-db-auth-error'] as const;

/**
 * What a failover changes behind Terraform's back, in both clusters: who follows whom, membership while it is
 * rebuilt, and the version while one is upgraded before the other. A later apply would promote or detach a cluster.
 * Source: terraform-provider-aws #40921.
 */
const changedByFailover = ['replication_source_identifier', 'global_cluster_identifier', 'engine_version'];

/**
 * An Aurora PostgreSQL cluster: alone, or one of a global database's two. Both of those are made by the same lines, apart
 * from what only a first writer may have, because either may be the writer tomorrow.
 */
export class AuroraCluster extends Construct {
  /** Takes writes while the cluster is the writer's. */
  readonly writerEndpoint: string;
  readonly readerEndpoint: string;
  readonly resource: RdsCluster;

  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id);
    checkProps(props);
    const { name, master } = props;
    const parameters = new ClusterParameters(this, 'parameters', {
      name,
      ...(props.mostLagSeconds === undefined ? {} : { mostLagSeconds: props.mostLagSeconds }),
    });
    const subnets = new DbSubnetGroup(this, 'subnets', {
      name,
      description: 'Data subnets',
      subnetIds: props.subnetIds,
    });
    const cluster = new RdsCluster(this, 'cluster', {
      clusterIdentifier: name,
      engine: auroraEngine.engine,
      engineVersion: auroraEngine.version,
      port: auroraEngine.port,
      dbClusterParameterGroupName: parameters.groupName,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [props.securityGroupId],
      storageEncrypted: true,
      kmsKeyId: props.keyArn,
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: props.backupRetentionDays,
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `${name}-final`,
      enabledCloudwatchLogsExports: [...auroraLogs],
      dependsOn: props.after,
      lifecycle: { preventDestroy: true, ignoreChanges: changedByFailover },
      ...(props.globalDatabase === undefined ? {} : { globalClusterIdentifier: props.globalDatabase }),
      ...(props.sourceRegion === undefined ? {} : { sourceRegion: props.sourceRegion }),
      ...(master === undefined
        ? {}
        : {
            masterUsername: master.username,
            masterPasswordWo: master.password,
            masterPasswordWoVersion: master.passwordVersion,
          }),
    });
    new AuroraInstances(this, 'instances', {
      name,
      clusterIdentifier: cluster.id,
      instanceClass: props.instanceClass,
      instances: props.instances,
      keyArn: props.keyArn,
      monitoringRoleArn: props.monitoringRoleArn,
    });
    this.resource = cluster;
    this.writerEndpoint = cluster.endpoint;
    this.readerEndpoint = cluster.readerEndpoint;
  }
}

function checkProps({ name, globalDatabase, master, sourceRegion, instanceClass }: AuroraClusterProps): void {
  if (master === undefined && globalDatabase === undefined) {
    throw new Error(`Aurora cluster ${name}: it stands alone, so it needs a master`);
  }
  if ((master === undefined) !== (sourceRegion !== undefined)) {
    throw new Error(`Aurora cluster ${name}: it has a master, or follows a sourceRegion, and never both or neither`);
  }
  // Source: Aurora User Guide, "Configuration requirements of an Amazon Aurora global database".
  if (globalDatabase !== undefined && instanceClass.startsWith('db.t')) {
    throw new Error(`Aurora cluster ${name}: ${instanceClass} can't be in a global database, which takes db.r classes`);
  }
}
