import type { Environment } from '../../modules/environments/environment.ts';
import type { SynthesizedStack } from '../infra/synthesize.ts';
import { monthlyPrice } from '../prices/monthly-price.ts';
import { withNodeTemplate } from '../prices/node-template.ts';
import type { PriceTable } from '../prices/price-table.ts';
import { categoryOf } from './categories.ts';
import { workloadNodes } from './workload-nodes.ts';

/** Where the money goes: `shared` is what belongs to both regions. */
export type Side = 'primary' | 'standby' | 'shared';

/** USD a month. */
export type Sides = Readonly<Record<Side, number>>;

export interface EnvironmentCosts {
  readonly name: string;
  readonly hasStandby: boolean;
  readonly categories: readonly { readonly category: string; readonly usd: Sides }[];
  readonly total: Sides;
  /** Types that are billed by use, and types without a price, with how many there are. */
  readonly usage: ReadonlyMap<string, number>;
  readonly unknown: ReadonlyMap<string, number>;
}

/** What an environment costs a month as it stands, without what its customers do. */
export function estateCosts(
  environment: Environment,
  stacks: readonly SynthesizedStack[],
  table: PriceTable,
): EnvironmentCosts {
  const sums = new Map<string, Record<Side, number>>();
  const [usage, unknown] = [new Map<string, number>(), new Map<string, number>()];
  const count = (map: Map<string, number>, what: string) => map.set(what, (map.get(what) ?? 0) + 1);
  const add = (category: string, side: Side, usd: number) => {
    const sum = sums.get(category) ?? { primary: 0, standby: 0, shared: 0 };
    sum[side] += usd;
    sums.set(category, sum);
  };

  for (const { type, values, region } of stacks.flatMap(resourcesIn)) {
    const zones = environment.primary.availabilityZones.length;
    const price = monthlyPrice(table, type, values, { region, zones });
    if (price.kind === 'monthly') add(categoryOf(type), sideOf(environment, region), price.usd);
    if (price.kind === 'usage') count(usage, type);
    if (price.kind === 'unknown') count(unknown, price.why);
  }
  for (const [side, settings] of [
    ['primary', environment.primary],
    ['standby', environment.standby],
  ] as const) {
    if (settings !== undefined) add(workloadNodes.category, side, workloadNodes.usd(settings, table));
  }

  const categories = [...sums]
    .map(([category, usd]) => ({ category, usd }))
    .filter(({ usd }) => totalOf(usd) > 0)
    .sort((left, right) => totalOf(right.usd) - totalOf(left.usd));
  const sum = (side: Side) => categories.reduce((all, { usd }) => all + usd[side], 0);
  return {
    name: environment.name,
    hasStandby: environment.standby !== undefined,
    categories,
    total: { primary: sum('primary'), standby: sum('standby'), shared: sum('shared') },
    usage,
    unknown,
  };
}

export const totalOf = ({ primary, standby, shared }: Sides) => primary + standby + shared;

const sideOf = ({ primary, standby }: Environment, region: string): Side =>
  region === primary.region ? 'primary' : region === standby?.region ? 'standby' : 'shared';

type Values = Readonly<Record<string, unknown>>;

/** An alias of a provider is named for its region. */
function resourcesIn({ json, region }: SynthesizedStack) {
  const blocksOf = (type: string) => Object.entries((json.resource?.[type] ?? {}) as Readonly<Record<string, Values>>);
  const templates = blocksOf('aws_launch_template').map(([name, values]) => ({
    names: [`\${aws_launch_template.${name}.id}`],
    values,
  }));
  return Object.keys(json.resource ?? {}).flatMap((type) =>
    blocksOf(type).map(([, values]) => {
      const [, alias] = /^aws\.(.+)$/.exec(String(values.provider ?? '')) ?? [];
      return { type, values: withNodeTemplate(type, values, templates), region: alias ?? region };
    }),
  );
}
