import {
  publishers,
  queues,
  serviceNames,
  services,
  type TableName,
  tables,
  topicOf,
} from '../../services/_contracts/topology.ts';
import { addressOf, type Block, blocksOf, type TerraformJson } from '../infra/terraform-json.ts';

/** Constructs of one kind in a stack, e.g. all its queues. */
export interface Room {
  /** The construct's id in its stack, with `*` for what tells its siblings apart: `queue-*`. */
  readonly name: string;
  /** How many resources of each type it holds. */
  readonly types: ReadonlyMap<string, number>;
}

export interface StackGraph {
  readonly rooms: readonly Room[];
  /** Other stacks that it reads SSM parameters of. */
  readonly reads: readonly string[];
  /** `[from, to]`: what stands in `from` refers to something in `to`, a room or another stack. */
  readonly arrows: readonly (readonly [string, string])[];
}

const logicalNames = [
  ...queues.map(({ name }) => name),
  ...publishers.map(topicOf),
  ...Object.keys(tables as Record<TableName, unknown>),
  ...serviceNames,
  ...serviceNames.flatMap((name) => [...services[name].buckets, ...services[name].streams, ...services[name].secrets]),
  ...serviceNames.flatMap((name) => services[name].database ?? []),
  'static',
  'lake',
  'backups',
].sort((one, other) => other.length - one.length);

const reference = /\$\{[^}]*?\b((?:data\.)?(?:aws|helm)_\w+\.[\w-]+)/g;

/** What a stack consists of, and what needs what, read from its `cdk.tf.json`. SSM parameters that it publishes are left out. */
export function stackGraph(json: TerraformJson): StackGraph {
  const blocks = blocksOf(json);
  const rooms = new Map<string, Map<string, number>>();
  /** The room of each address, or the stack whose parameter is read there. */
  const homes = new Map<string, string>();
  for (const { kind, type, block, ...rest } of blocks.filter((each) => each.kind === 'resource')) {
    const room = roomOf(block);
    if (room === undefined) continue;
    homes.set(addressOf({ kind, type, ...rest }), room);
    const types = rooms.get(room) ?? new Map<string, number>();
    rooms.set(room, types.set(type, (types.get(type) ?? 0) + 1));
  }
  for (const located of blocks.filter(({ kind }) => kind === 'data')) {
    const room = roomOf(located.block);
    const home = ownerOf(located) ?? (room !== undefined && rooms.has(room) ? room : undefined);
    if (home !== undefined) homes.set(addressOf(located), home);
  }

  const arrows = new Map<string, readonly [string, string]>();
  for (const located of blocks) {
    const from = homes.get(addressOf(located));
    if (from === undefined || !rooms.has(from)) continue;
    for (const [, address = ''] of JSON.stringify(located.block).matchAll(reference)) {
      const to = homes.get(address);
      if (to !== undefined && to !== from) arrows.set(`${from} ${to}`, [from, to]);
    }
  }
  const reads = new Set([...arrows.values()].map(([, to]) => to).filter((to) => !rooms.has(to)));
  return {
    rooms: [...rooms].map(([name, types]) => ({ name, types })),
    reads: [...reads].sort(),
    arrows: [...arrows.values()],
  };
}

/** `production-eu-west-1-data/queue-order-events/queue` -> `queue-*`; `undefined` for a published parameter. */
function roomOf(block: Block): string | undefined {
  const { metadata } = (block['//'] ?? {}) as { metadata?: { path?: string } };
  const construct = metadata?.path?.split('/')[1];
  return construct === undefined || construct.startsWith('parameter-') ? undefined : familyOf(construct);
}

/** `queue-order-events` -> `queue-*`, and what stands in both regions once. */
function familyOf(construct: string): string {
  const alike = construct.replace(/-(primary|standby)$/, '');
  const name = logicalNames.find((each) => `-${alike}-`.includes(`-${each}-`));
  if (name === undefined || alike === name) return alike;
  return `-${alike}-`.replace(`-${name}-`, '-*-').slice(1, -1);
}

/** The stack that publishes what is read: `/evermart-production/network/vpc-id` -> `network`. */
function ownerOf({ type, block }: { readonly type: string; readonly block: Block }): string | undefined {
  return type === 'aws_ssm_parameter' && typeof block.name === 'string' ? block.name.split('/')[2] : undefined;
}
