import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import type { EvermartStack, EvermartStackProps, StackRole } from './evermart-stack.ts';

type StackClass = new (scope: Construct, props: EvermartStackProps) => EvermartStack;

/**
 * Where a stack exists: `each region` counts the witness, which holds state; `serving regions` are primary and standby;
 * `home` is where the things of the pair keep their state: the witness, or the only region; `home of a pair` is the same
 * where there is a standby, and nowhere else.
 */
export type Placement = 'each region' | 'serving regions' | 'home' | 'home of a pair';

export interface StackRow {
  readonly stack: StackClass;
  readonly in: Placement;
  /** Stacks to apply before: those of the same region, or all of the environment where one of the two is at home. */
  readonly after: readonly StackClass[];
  /** The standby's follows the primary's: it replicates from there. */
  readonly standbyFollows?: true;
}

interface Place {
  readonly region: string;
  readonly role: StackRole;
}

function placesOf(environment: Environment, placement: Placement): readonly Place[] {
  const { primary, standby, witness } = environment;
  const serving: readonly Place[] = [
    { region: primary.region, role: 'primary' },
    ...(standby === undefined ? [] : [{ region: standby.region, role: 'standby' } as const]),
  ];
  switch (placement) {
    case 'serving regions':
      return serving;
    case 'home':
      return [{ region: witness ?? primary.region, role: 'global' }];
    case 'home of a pair':
      return standby === undefined ? [] : placesOf(environment, 'home');
    case 'each region':
      return witness === undefined ? serving : [...serving, { region: witness, role: 'global' }];
  }
}

interface Built {
  readonly row: StackRow;
  readonly stack: EvermartStack;
}

/** Builds every stack of the table for every environment and orders them; `cdktf deploy` follows that order. */
export function buildEstate(
  scope: Construct,
  environments: readonly Environment[],
  rows: readonly StackRow[],
): readonly EvermartStack[] {
  return environments.flatMap((environment) => {
    const built: Built[] = [];
    for (const row of rows) {
      for (const place of placesOf(environment, row.in)) {
        const stack = new row.stack(scope, { environment, ...place });
        for (const earlier of built.filter((candidate) => comesBefore(candidate, { row, stack }))) {
          stack.addDependency(earlier.stack);
        }
        built.push({ row, stack });
      }
    }
    return built.map(({ stack }) => stack);
  });
}

function comesBefore(earlier: Built, later: Built): boolean {
  if (earlier.row === later.row) return later.row.standbyFollows === true;
  if (!later.row.after.includes(earlier.row.stack)) return false;
  return earlier.stack.region === later.stack.region || [earlier, later].some(({ row }) => row.in.startsWith('home'));
}
