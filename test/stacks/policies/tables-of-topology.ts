import { type Table, tables } from '@evermart/contracts/topology';
import { namesOf } from '../../../modules/naming.ts';
import {
  type Estate,
  nameOf,
  type Resource,
  resourcesIn,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

const replicaOf = ({ arguments: { replica } }: Resource): Record<string, unknown> =>
  (Array.isArray(replica) ? replica[0] : undefined) ?? {};

function violationsOf(stack: SynthesizedStack): readonly string[] {
  const names = namesOf(stack.environment.name, stack.region);
  const found = resourcesIn(stack, 'aws_dynamodb_table');
  const known = Object.values(tables).map(({ name }) => names.table(name));
  return [
    ...found
      .filter(({ arguments: { name } }) => !known.includes(String(name)))
      .map((table) => `${nameOf(table)} is not in the topology`),
    ...Object.values(tables).flatMap((table) => {
      const made = found.find(({ arguments: { name } }) => name === names.table(table.name));
      return made === undefined ? [`${stack.id} has no table ${table.name}`] : tableViolations(table, made);
    }),
  ];
}

function tableViolations(table: Table, made: Resource): readonly string[] {
  const { standby, witness } = made.stack.environment;
  const strong = table.consistency === 'multi-region-strong' && standby !== undefined;
  const { arguments: a } = made;
  const expected: readonly (readonly [string, unknown, unknown])[] = [
    ['partition key', a.hash_key, table.partitionKey.name],
    ['sort key', a.range_key, table.sortKey?.name],
    ['expiry', (a.ttl as { attribute_name?: string } | undefined)?.attribute_name, table.ttlAttribute],
    [
      'indexes',
      JSON.stringify(((a.global_secondary_index ?? []) as { name: string }[]).map(({ name }) => name)),
      JSON.stringify(table.indexes.map(({ name }) => name)),
    ],
    ['replica', replicaOf(made).region_name, standby?.region],
    ['consistency', replicaOf(made).consistency_mode, strong ? 'STRONG' : undefined],
    [
      'witness',
      (a.global_table_witness as { region_name?: string } | undefined)?.region_name,
      strong ? witness : undefined,
    ],
    ['deletion protection', a.deletion_protection_enabled, true],
    ['deletion protection of the replica', replicaOf(made).deletion_protection_enabled, standby && true],
    ['point-in-time recovery', JSON.stringify(a.point_in_time_recovery), '{"enabled":true}'],
    ['point-in-time recovery of the replica', replicaOf(made).point_in_time_recovery, standby && true],
  ];
  return expected
    .filter(([, is, should]) => is !== should)
    .map(([what, is, should]) => `${nameOf(made)}: ${what} is ${is}, not ${should}`);
}

const journalIn = (estate: Estate) =>
  stacksNamed(estate, 'global-data')
    .flatMap((stack) => resourcesIn(stack, 'aws_dynamodb_table'))
    .find((table) => replicaOf(table).consistency_mode === 'STRONG')!;

export const policy: Policy = {
  guarantee: "the topology's tables and no others exist, in both regions, as consistent and as safe as it says",
  violationsIn(estate) {
    const stacks = stacksNamed(estate, 'global-data');
    return stacks.length === 0 ? ['no global-data stack'] : stacks.flatMap(violationsOf);
  },
  mutations: [
    {
      title: 'makes the journal eventually consistent',
      apply(estate) {
        delete replicaOf(journalIn(estate)).consistency_mode;
      },
    },
    {
      title: 'removes the witness',
      apply(estate) {
        delete journalIn(estate).arguments.global_table_witness;
      },
    },
    {
      title: 'removes the replica of the journal',
      apply(estate) {
        journalIn(estate).arguments.replica = [];
      },
    },
    {
      title: 'expires items of the journal',
      apply(estate) {
        journalIn(estate).arguments.ttl = { enabled: true, attribute_name: 'expiresAtSeconds' };
      },
    },
    {
      title: 'leaves a replica without protection from deletion',
      apply(estate) {
        replicaOf(journalIn(estate)).deletion_protection_enabled = false;
      },
    },
    {
      title: 'turns the recovery of a table off',
      apply(estate) {
        journalIn(estate).arguments.point_in_time_recovery = { enabled: false };
      },
    },
    {
      title: 'removes an index',
      apply(estate) {
        delete journalIn(estate).arguments.global_secondary_index;
      },
    },
    {
      title: 'removes a table',
      apply(estate) {
        const { stack, address } = journalIn(estate);
        delete stack.json.resource.aws_dynamodb_table![address.split('.')[1]!];
      },
    },
  ],
};
