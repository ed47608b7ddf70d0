import type { Mutant } from './mutant.ts';
import { checkoutMutants } from './mutants/checkout.ts';
import { kitMutants } from './mutants/kit.ts';

export const mutants: readonly Mutant[] = [...checkoutMutants, ...kitMutants];
