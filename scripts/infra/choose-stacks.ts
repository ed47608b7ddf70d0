import { inOrder } from './stack-order.ts';
import type { SynthesizedStack } from './synthesize.ts';

/** @throws Error that names the environments there are */
export function environmentOf(stacks: readonly SynthesizedStack[], name: string): readonly SynthesizedStack[] {
  const own = stacks.filter(({ environment }) => environment === name);
  if (own.length === 0) {
    const names = [...new Set(stacks.map(({ environment }) => environment))].join(', ');
    throw new Error(`--env ${name}: the environments are ${names}`);
  }
  return own;
}

export interface Chosen {
  readonly stack: string | undefined;
  readonly region: string | undefined;
}

/** The chosen ones behind all that they need. @throws Error that names what there is */
export function chooseStacks(
  stacks: readonly SynthesizedStack[],
  { stack, region }: Chosen,
): readonly SynthesizedStack[] {
  for (const [flag, given, key] of [
    ['--stack', stack, 'stack'],
    ['--region', region, 'region'],
  ] as const) {
    const known = [...new Set(stacks.map((one) => one[key]))];
    if (given !== undefined && !known.includes(given)) throw new Error(`${flag} ${given}: one of ${known.join(', ')}`);
  }
  const matches = (one: SynthesizedStack) =>
    (stack === undefined || one.stack === stack) && (region === undefined || one.region === region);
  if (!stacks.some(matches)) throw new Error(`--stack ${stack} --region ${region}: there is no such stack`);
  return inOrder(stacks, matches);
}
