import { expect } from 'chai';
import { resourcesOf } from '../../test/resources-of.ts';
import { AuroraCluster, type AuroraClusterProps } from '../aurora-cluster.ts';
import { auroraEngine } from '../aurora-engine.ts';
import { GlobalDatabase } from '../global-database.ts';

const shared: AuroraClusterProps = {
  name: 'evermart-staging-aurora',
  globalDatabase: 'evermart-staging-global',
  instanceClass: 'db.r7g.large',
  instances: 2,
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupId: 'sg-1',
  keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/mrk-1',
  backupRetentionDays: 7,
  monitoringRoleArn: 'arn:aws:iam::111111111111:role/monitoring',
  after: [],
};
const master = { username: 'evermart', password: `\${ephemeral.password}`, passwordVersion: 3 };
const primary: AuroraClusterProps = { ...shared, master, mostLagSeconds: 600 };
const standby: AuroraClusterProps = { ...shared, sourceRegion: 'eu-west-1', instances: 1 };

const resourcesWith = (props: AuroraClusterProps) => resourcesOf((stack) => new AuroraCluster(stack, 'aurora', props));
const clusterWith = (props: AuroraClusterProps) => resourcesWith(props).only('aws_rds_cluster');
const parametersWith = (props: AuroraClusterProps) => {
  const { parameter } = resourcesWith(props).only('aws_rds_cluster_parameter_group');
  return Object.fromEntries((parameter as { name: string; value: string }[]).map(({ name, value }) => [name, value]));
};

describe('an Aurora cluster', () => {
  for (const [role, props] of Object.entries({ primary, standby })) {
    it(`ignores in the ${role} what a failover changes, and is not destroyed by Terraform`, () => {
      expect(clusterWith(props).lifecycle).to.deep.equal({
        prevent_destroy: true,
        ignore_changes: ['replication_source_identifier', 'global_cluster_identifier', 'engine_version'],
      });
    });

    it(`is encrypted in the ${role}, keeps backups and a last snapshot, and protects itself from deletion`, () => {
      expect(clusterWith(props)).to.include({
        storage_encrypted: true,
        kms_key_id: shared.keyArn,
        backup_retention_period: 7,
        delete_automated_backups: false,
        deletion_protection: true,
        skip_final_snapshot: false,
        final_snapshot_identifier: 'evermart-staging-aurora-final',
        copy_tags_to_snapshot: true,
        iam_database_authentication_enabled: true,
      });
    });

    it(`takes TLS connections only in the ${role}, and logs no statement with its values`, () => {
      expect(parametersWith(props)).to.include({
        'rds.force_ssl': '1',
        log_statement: 'ddl',
        log_min_duration_statement: '-1',
      });
      expect(clusterWith(props).enabled_cloudwatch_logs_exports).to.include('postgresql');
    });
  }

  it('has a master in the primary, whose password is written and not kept', () => {
    const cluster = clusterWith(primary);

    expect(cluster).to.include({
      master_username: 'evermart',
      master_password_wo: master.password,
      master_password_wo_version: 3,
    });
    expect(cluster).to.not.have.any.keys('master_password', 'manage_master_user_password');
  });

  it('has neither a master nor a database in the standby, which follows the primary', () => {
    const cluster = clusterWith(standby);

    expect(cluster).to.include({ global_cluster_identifier: 'evermart-staging-global', source_region: 'eu-west-1' });
    expect(cluster).to.not.have.any.keys('master_username', 'master_password_wo', 'database_name');
  });

  it('caps the lag in the primary only: a standby that has just become the writer has nobody to wait for', () => {
    expect(parametersWith(primary)).to.include({ 'rds.global_db_rpo': '600' });
    expect(parametersWith(standby)).to.not.have.property('rds.global_db_rpo');
  });

  it('has instances that are private, watched, and upgraded by the global database only', () => {
    const instances = resourcesWith(primary).of('aws_rds_cluster_instance');

    expect(instances.map(({ promotion_tier }) => promotion_tier)).to.deep.equal([0, 1]);
    for (const instance of instances) {
      expect(instance).to.include({
        publicly_accessible: false,
        auto_minor_version_upgrade: false,
        performance_insights_enabled: true,
        performance_insights_kms_key_id: shared.keyArn,
        monitoring_interval: 60,
      });
    }
  });

  it('refuses what AWS would refuse halfway through an apply', () => {
    const { globalDatabase: _, ...alone } = shared;
    const make = (props: AuroraClusterProps) => () => resourcesWith(props);

    expect(make(alone)).to.throw('it stands alone, so it needs a master');
    expect(make({ ...primary, sourceRegion: 'eu-west-1' })).to.throw('never both or neither');
    expect(make(shared)).to.throw('never both or neither');
    expect(make({ ...primary, instanceClass: 'db.t4g.medium' })).to.throw("can't be in a global database");
    expect(make({ ...primary, mostLagSeconds: 19 })).to.throw('at least 20');
  });

  it('may be small where it stands alone', () => {
    const { globalDatabase: _, ...alone } = primary;

    expect(clusterWith({ ...alone, instanceClass: 'db.t4g.medium' })).to.not.have.property('global_cluster_identifier');
  });
});

describe('a global database', () => {
  it('is made empty, encrypted and protected, with the engine of the clusters', () => {
    const resources = resourcesOf((stack) => new GlobalDatabase(stack, 'database', { identifier: 'global' }));

    const database = resources.only('aws_rds_global_cluster');

    expect(database).to.include({
      engine: auroraEngine.engine,
      engine_version: auroraEngine.version,
      storage_encrypted: true,
      deletion_protection: true,
      force_destroy: false,
    });
    expect(database).to.not.have.property('source_db_cluster_identifier');
    expect(database.lifecycle).to.deep.equal({ prevent_destroy: true });
  });
});
