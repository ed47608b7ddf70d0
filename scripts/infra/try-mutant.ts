import { setAt } from '../../test/stacks/arguments.ts';
import { type Estate, resourcesOf } from '../../test/support/synthesized.ts';
import type { NamedPolicy } from './load-policies.ts';
import type { Mutant } from './mutant.ts';

export interface MutantResult {
  readonly mutant: Mutant;
  /** How many resources had the protection. None is as bad as one that survived. */
  readonly tried: number;
  readonly survivors: readonly string[];
  /** Names of the policies that noticed first. */
  readonly caughtBy: readonly string[];
}

/**
 * Takes the protection from each resource in turn, in place, and puts it back.
 *
 * @param known what the policies find in the estate as it is: nothing, where they hold
 */
export function tryMutant(
  estate: Estate,
  policies: readonly NamedPolicy[],
  mutant: Mutant,
  known: ReadonlySet<string>,
): MutantResult {
  const resources = resourcesOf(estate, mutant.type).filter(
    ({ arguments: given, address }) => mutant.where?.(given, address) ?? true,
  );
  const caughtBy = new Set<NamedPolicy>();
  const survivors: string[] = [];
  for (const { stack, address } of resources) {
    const named = stack.json.resource[mutant.type]!;
    const name = address.slice(mutant.type.length + 1);
    const before = named[name]!;
    if (mutant.change === 'remove') delete named[name];
    else named[name] = changed(before, mutant.change);
    // The one that noticed before probably notices again.
    const catcher = [...caughtBy, ...policies].find((policy) => notices(policy, estate, known));
    named[name] = before;
    if (catcher === undefined) survivors.push(`${stack.id} ${address}`);
    else caughtBy.add(catcher);
  }
  return { mutant, tried: resources.length, survivors, caughtBy: [...caughtBy].map((policy) => policy.name) };
}

function changed(block: Record<string, unknown>, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy = structuredClone(block);
  for (const [path, value] of Object.entries(changes)) setAt(copy, path, value);
  return copy;
}

/** A policy that can't even read the mutant has noticed it. */
function notices(policy: NamedPolicy, estate: Estate, known: ReadonlySet<string>): boolean {
  try {
    return policy.violationsIn(estate).some((violation) => !known.has(`${policy.name}: ${violation}`));
  } catch {
    return true;
  }
}
