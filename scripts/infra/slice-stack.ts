import { removeBlocks } from './remove-blocks.ts';
import { addressOf, blocksOf, type Located, type TerraformJson } from './terraform-json.ts';

/** Who one is: every emulator knows. Anything else that is looked up stands in another stack. */
const alwaysKnown = new Set(['aws_caller_identity', 'aws_partition', 'aws_region']);

/**
 * The resources of some types with every resource of the stack that they refer to, and without any lookup.
 *
 * @param alone types whose resources come without what they refer to
 */
export function closureOf(json: TerraformJson, types: readonly string[], alone: readonly string[] = []): TerraformJson {
  const blocks = blocksOf(json);
  const resources = blocks.filter(({ kind }) => kind === 'resource');
  const kept = new Set<Located>();
  const visit = (located: Located): void => {
    if (kept.has(located)) return;
    kept.add(located);
    if (alone.includes(located.type)) return;
    const text = JSON.stringify(located.block);
    for (const other of resources) if (mentions(text, addressOf(other))) visit(other);
  };
  for (const located of resources.filter(({ type }) => types.includes(type))) visit(located);
  return removeBlocks(json, (located) => {
    if (located.kind === 'data') return !alwaysKnown.has(located.type);
    return ![...kept].some((one) => addressOf(one) === addressOf(located));
  }).json;
}

/** `aws_key.main` is not mentioned by `aws_key.main-2`. */
function mentions(text: string, address: string): boolean {
  for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + 1)) {
    const before = text[at - 1] ?? '';
    const after = text[at + address.length] ?? '';
    if (!/[\w.-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}
