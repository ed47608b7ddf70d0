import type { ProcessSpec } from '../process/process-spec.ts';
import type { StoreContext } from './store.ts';
export async function openSearchStore(_context: StoreContext): Promise<ProcessSpec | undefined> {
  return undefined;
}
