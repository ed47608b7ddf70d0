/** Plans for tests, in the form of `terraform show -json`. */
import { readPriceTable } from '../../prices/price-table.ts';
import { comment } from '../comment.ts';
import { parsePlan } from '../plan-file.ts';
import { review } from '../review.ts';

interface Change {
  readonly address?: string;
  readonly type?: string;
  readonly mode?: string;
  readonly previous_address?: string;
  readonly action_reason?: string;
  readonly deposed?: string;
  readonly change?: Readonly<Record<string, unknown>>;
}

export const update = { actions: ['update'], before: {}, after: {} };

export function change({ type = 'aws_vpc', address = `${type}.it`, mode = 'managed', ...rest }: Change) {
  return {
    address,
    type,
    mode,
    name: 'it',
    change: { actions: ['no-op'], before: null, after: null, ...rest.change },
    ...omitChange(rest),
  };
}

const omitChange = ({ change: _, ...rest }: Change) => rest;

export const planText = (changes: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: changes, ...more });

export const stack = 'production-eu-west-1-data';

export function reviewOf(
  changes: readonly Change[],
  labels: readonly string[] = [],
  more?: Readonly<Record<string, unknown>>,
) {
  const prices = readPriceTable();
  const plan = parsePlan(`plans/${stack}.json`, planText(changes.map(change), more));
  const result = review([plan], labels, prices);
  return { ...result, stack: result.stacks[0]!, text: comment(result, prices) };
}
