import type { SynthesizedStack } from '../infra/synthesize.ts';
import { type Block, blocksOf, mapBlocks, mapStrings, type TerraformJson } from '../infra/terraform-json.ts';

export type PlaceholderStack = Pick<SynthesizedStack, 'id' | 'accountId' | 'region'> & { readonly json: TerraformJson };

/** What parameters hold, by the last part of their names. */
const parameterValues: Readonly<Record<string, (stack: PlaceholderStack) => string>> = {
  'gateway-target-group-arn': ({ region, accountId }) =>
    `arn:aws:elasticloadbalancing:${region}:${accountId}:targetgroup/gateway/0123456789abcdef`,
  'aurora-writer-endpoint': ({ region }) => `evermart.cluster-abcdefghijkl.${region}.rds.amazonaws.com`,
  'aurora-reader-endpoint': ({ region }) => `evermart.cluster-ro-abcdefghijkl.${region}.rds.amazonaws.com`,
  'redis-endpoint': ({ region }) => `master.evermart.abcdef.${region}.cache.amazonaws.com`,
  'search-endpoint': ({ region }) => `vpc-evermart-abcdefghijklmnopqrstuvwxyz.${region}.es.amazonaws.com`,
  'gateway-client-id': () => '0123456789abcdefghijklmnop',
  'mobile-client-id': () => 'ponmlkjihgfedcba9876543210',
  'user-pool-id': ({ region }) => `${region}_AbCdEfGhI`,
  'user-pool-issuer': ({ region }) => `https://cognito-idp.${region}.amazonaws.com/${region}_AbCdEfGhI`,
};

/**
 * What a reference of Terraform would be after an apply: of the right form, since the API server looks at it.
 *
 * @param reference without `${` and `}`
 * @throws Error for one whose form nobody stated here
 */
export function placeholderOf(reference: string, stack: PlaceholderStack): string {
  const { region, accountId } = stack;
  if (/^data\.aws_caller_identity\.[\w-]+\.account_id$/.test(reference)) return accountId;
  if (/^data\.aws_partition\.[\w-]+\.partition$/.test(reference)) return 'aws';
  if (/\.cluster_security_group_id$/.test(reference)) return 'sg-0123456789abcdef0';
  if (/\.target_key_arn$/.test(reference))
    return `arn:aws:kms:${region}:${accountId}:key/01234567-89ab-cdef-0123-456789abcdef`;

  const [, address] = /^(.*)\.insecure_value$/.exec(reference) ?? [];
  const parameter = blocksOf(stack.json).find(
    ({ kind, type, name }) => address === `${kind === 'data' ? 'data.' : ''}${type}.${name}`,
  );
  if (parameter?.kind === 'resource') return String(parameter.block.insecure_value);
  const value = parameterValues[String(parameter?.block.name).split('/').at(-1) ?? ''];
  if (value === undefined)
    throw new Error(
      `${stack.id}: nobody knows what \${${reference}} looks like after an apply: say so in scripts/charts-verify/placeholders.ts`,
    );
  return value(stack);
}

/** The stack with the references in the values of our own charts filled in. */
export function withPlaceholders(stack: PlaceholderStack): TerraformJson {
  const fill = (text: string) =>
    // `$${` is how Terraform writes `${`.
    text.replaceAll(/(?<!\$)\$\{([^}]*)\}/g, (_, reference: string) => placeholderOf(reference, stack));
  return mapBlocks(stack.json, ({ type, block }): Block => {
    const isOurs = type === 'helm_release' && block.repository === undefined;
    return isOurs ? { ...block, values: mapStrings(block.values, fill) } : block;
  });
}
