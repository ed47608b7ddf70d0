import type { PriceTable } from '../prices/price-table.ts';
import { type EnvironmentCosts, type Side, totalOf } from './estate-costs.ts';

const usd = (amount: number) => Math.round(amount).toLocaleString('en-US');
const percent = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`;

/** `docs/costs.md`. */
export function costsPage(environments: readonly EnvironmentCosts[], table: PriceTable): string {
  return [
    '<!-- Written by npm run infra:costs from the synthesized stacks and scripts/prices/prices.json. -->',
    '# What it costs',
    'USD a month, on demand, without tax and discounts: what stands there all the time. What customers do comes on top; the',
    'table of usage below names it. Reserved instances or a savings plan take 30 to 50 percent off the instances.',
    '',
    summary(environments),
    ...environments.map(environmentSection),
    usageSection(environments),
    sourcesSection(environments, table),
  ].join('\n');
}

function summary(environments: readonly EnvironmentCosts[]): string {
  const rows = environments.map(({ name, total, hasStandby }) => {
    const all = totalOf(total);
    const standby = hasStandby ? `${usd(total.standby)} (${percent(total.standby, all)})` : 'none';
    return `| ${name} | ${usd(total.primary)} | ${standby} | ${usd(total.shared)} | **${usd(all)}** |`;
  });
  return [
    '| environment | primary region | standby region, its share | both | total |',
    '|---|---:|---:|---:|---:|',
    ...rows,
    '',
  ].join('\n');
}

function environmentSection({ name, categories, total, hasStandby }: EnvironmentCosts): string {
  const sides: readonly Side[] = hasStandby ? ['primary', 'standby', 'shared'] : ['primary', 'shared'];
  const line = (title: string, amounts: Readonly<Record<Side, number>>) =>
    `| ${title} | ${[...sides.map((side) => usd(amounts[side])), usd(totalOf(amounts))].join(' | ')} |`;
  return [
    `## ${name}`,
    `| | ${[...sides, 'all'].join(' | ')} |`,
    `|---|${'---:|'.repeat(sides.length + 1)}`,
    ...categories.map(({ category, usd: amounts }) => line(category, amounts)),
    line('**Total**', total),
    '',
  ].join('\n');
}

function usageSection(environments: readonly EnvironmentCosts[]): string {
  const types = [...new Set(environments.flatMap(({ usage }) => [...usage.keys()]))].sort();
  return [
    '## Billed by use, and not counted',
    'Storage, requests, traffic and log volume follow the shop’s customers. In Cost Explorer, group by usage type and look at these',
    'first: data transfer between regions (replication of Aurora, DynamoDB and S3), NAT gateway traffic, CloudWatch Logs, CloudFront.',
    '',
    `${types.map((type) => `\`${type}\``).join(', ')}.`,
    '',
  ].join('\n');
}

function sourcesSection(
  environments: readonly EnvironmentCosts[],
  { recorded, sources, assumptions }: PriceTable,
): string {
  const unknown = [...new Set(environments.flatMap((one) => [...one.unknown.keys()]))].sort();
  const { podVcpu, workloadInstanceType, workloadVcpu, nodeFill } = assumptions;
  return [
    '## Where the prices come from',
    `Recorded ${recorded} in \`scripts/prices/prices.json\`; plan reviews use the same table.`,
    '',
    ...Object.entries(sources).map(([group, source]) => `- \`${group}\`: ${source}.`),
    `- Nodes for the services: the pods that run at least, ${podVcpu} virtual CPUs each, on ${workloadInstanceType} (${workloadVcpu} CPUs), ${Math.round(nodeFill * 100)} percent full.`,
    '',
    unknown.length === 0
      ? 'Every type of resource has a price, is billed by use, or is free.'
      : `Without a price here: ${unknown.map((type) => `\`${type}\``).join(', ')}.`,
    '',
  ].join('\n');
}
