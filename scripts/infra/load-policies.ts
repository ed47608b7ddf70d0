import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../test/stacks/policy.ts';

const folder = join(import.meta.dirname, '..', '..', 'test', 'stacks', 'policies');

export interface NamedPolicy extends Policy {
  /** The name of its file, e.g. `tls-only`. */
  readonly name: string;
}

/** Every policy of `test/stacks/policies`. @throws Error for a file without one */
export async function loadPolicies(): Promise<readonly NamedPolicy[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return Promise.all(
    files.map(async (file) => {
      const { policy } = (await import(join(folder, file))) as { policy?: Policy };
      if (policy === undefined) throw new Error(`${file} exports no policy`);
      return { ...policy, name: file.replace(/\.ts$/, '') };
    }),
  );
}
