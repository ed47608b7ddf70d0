import { addressOf, type Block, type Located, mapBlocks, mapStrings, type TerraformJson } from './terraform-json.ts';

export interface Removed {
  readonly json: TerraformJson;
  /** Addresses of what was left out. */
  readonly addresses: readonly string[];
}

/** Leaves out the chosen blocks. What others read of them becomes a value that looks like it. */
export function removeBlocks(json: TerraformJson, chosen: (located: Located) => boolean): Removed {
  const addresses: string[] = [];
  const kept = mapBlocks(json, (located) => {
    if (!chosen(located)) return located.block;
    addresses.push(addressOf(located));
    return undefined;
  });
  if (addresses.length === 0) return { json, addresses };
  return { json: withoutReferences(kept, addresses), addresses };
}

function withoutReferences(json: TerraformJson, addresses: readonly string[]): TerraformJson {
  const names = addresses.map((address) => address.replaceAll('.', '\\.')).join('|');
  const path = '((?:\\.[A-Za-z_][\\w-]*|\\[[^\\]]*\\])*)';
  const whole = new RegExp(`\\$\\{(${names})${path}\\}`, 'g');
  const part = new RegExp(`(?<![\\w.-])(${names})(?![\\w-])${path}`, 'g');
  const gone = new Set(addresses);
  const withoutDependencies = mapBlocks(json, ({ block }) => {
    const { depends_on: dependsOn, ...rest } = block;
    if (!Array.isArray(dependsOn)) return block;
    const left = dependsOn.filter((address) => !gone.has(address));
    return left.length === 0 ? rest : ({ ...rest, depends_on: left } satisfies Block);
  });
  return mapStrings(withoutDependencies, (text) =>
    text
      .replace(whole, (_, address: string, attribute: string) => standIn(address, attribute))
      .replace(part, (_, address: string, attribute: string) => `"${standIn(address, attribute)}"`),
  );
}

/** An ARN where one is read, else a word: enough for a plan, and plainly not real. */
function standIn(address: string, attribute: string): string {
  const name = address.split('.').at(-1)?.toLowerCase().replaceAll('_', '-') ?? 'stand-in';
  return /(^|[._])arn$/.test(attribute) ? `arn:aws:standin:eu-west-1:000000000000:${name}` : `stand-in-${name}`;
}
