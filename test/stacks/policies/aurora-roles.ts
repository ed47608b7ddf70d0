import {
  type Estate,
  nameOf,
  type Resource,
  resourcesIn,
  resourcesOf,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

const firstWriterOnly = ['master_username', 'master_password_wo', 'master_password_wo_version'];
const never = ['master_password', 'manage_master_user_password', 'database_name', 'replication_source_identifier'];

function clusterViolations(cluster: Resource): readonly string[] {
  const { role, environment } = cluster.stack;
  const paired = environment.standby !== undefined;
  const given = Object.keys(cluster.arguments);
  const problems = [
    ...never.filter((argument) => given.includes(argument)).map((argument) => `must not have ${argument}`),
    ...(role === 'standby' ? firstWriterOnly : [])
      .filter((argument) => given.includes(argument))
      .map((argument) => `is a standby and must not have ${argument}`),
    ...(role === 'primary' ? firstWriterOnly : [])
      .filter((argument) => !given.includes(argument))
      .map((argument) => `is the first writer and needs ${argument}`),
    ...(paired === given.includes('global_cluster_identifier') ? [] : ['is not in a global database, or in one alone']),
  ];
  return problems.map((problem) => `${nameOf(cluster)} ${problem}`);
}

/** After a failover the standby writes and nothing follows it yet: with a cap on the lag it would stop. */
function lagViolations(stack: SynthesizedStack): readonly string[] {
  return resourcesIn(stack, 'aws_rds_cluster_parameter_group')
    .filter((group) => JSON.stringify(group.arguments).includes('rds.global_db_rpo') !== isCapped(stack))
    .map((group) => `${nameOf(group)}: rds.global_db_rpo belongs to the primary of a pair, and to it only`);
}

const isCapped = ({ role, environment }: SynthesizedStack) => role === 'primary' && environment.standby !== undefined;

/** Every pair has a global database, which both clusters name. */
function pairViolations(estate: Estate): readonly string[] {
  return estate.environments
    .filter(({ standby }) => standby !== undefined)
    .flatMap(({ name }) => {
      const [database, ...more] = resourcesOf(estate, 'aws_rds_global_cluster').filter(
        ({ stack }) => stack.environment.name === name,
      );
      if (database === undefined || more.length > 0) return [`${name} has not exactly one global database`];
      const clusters = resourcesOf(estate, 'aws_rds_cluster').filter(({ stack }) => stack.environment.name === name);
      const identifier = database.arguments.global_cluster_identifier;
      const joined = clusters.filter(({ arguments: a }) => a.global_cluster_identifier === identifier);
      return [
        ...(joined.length === 2 ? [] : [`${name}: ${joined.length} clusters join ${identifier}, not 2`]),
        ...('source_db_cluster_identifier' in database.arguments ? [`${nameOf(database)} adopts a cluster`] : []),
      ];
    });
}

const clusterOf = (estate: Estate, role: 'primary' | 'standby') =>
  resourcesOf(estate, 'aws_rds_cluster').find(
    ({ stack }) => stack.role === role && stack.environment.standby !== undefined,
  )!;

export const policy: Policy = {
  guarantee:
    'either Aurora cluster of a pair may write: the first one has the master, and neither waits for one that is gone',
  violationsIn(estate) {
    const clusters = resourcesOf(estate, 'aws_rds_cluster');
    return [
      ...(clusters.length === 0 ? ['no Aurora cluster'] : []),
      ...clusters.flatMap(clusterViolations),
      ...stacksNamed(estate, 'data').flatMap(lagViolations),
      ...pairViolations(estate),
    ];
  },
  mutations: [
    {
      title: 'gives the standby a master',
      apply(estate) {
        clusterOf(estate, 'standby').arguments.master_username = 'evermart';
      },
    },
    {
      title: 'caps the lag of a standby',
      apply(estate) {
        const [group] = resourcesIn(clusterOf(estate, 'standby').stack, 'aws_rds_cluster_parameter_group');
        group!.arguments.parameter = [{ name: 'rds.global_db_rpo', value: '60' }];
      },
    },
    {
      title: 'takes the standby out of the global database',
      apply(estate) {
        delete clusterOf(estate, 'standby').arguments.global_cluster_identifier;
      },
    },
    {
      title: 'removes the global database',
      apply(estate) {
        const [database] = resourcesOf(estate, 'aws_rds_global_cluster');
        delete database!.stack.json.resource.aws_rds_global_cluster;
      },
    },
  ],
};
