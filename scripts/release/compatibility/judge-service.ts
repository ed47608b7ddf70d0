import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrationChanges, readMigrations } from './migration-changes.ts';
import type { TestRun } from './run-older-tests.ts';

export interface CompatibilityVerdict {
  readonly service: string;
  readonly compatible: boolean;
  readonly words: string;
  /** What the tests said, where they failed. */
  readonly details?: string;
}

export interface JudgeOptions {
  readonly service: string;
  /** The older tree. */
  readonly folder: string;
  /** The migrations as they are now. */
  readonly migrations: string;
  /** Runs the older tests of the service in the older tree. */
  readonly runTests: () => Promise<TestRun>;
}

/**
 * Puts the new migrations under the older code and lets its own tests say whether it still works. Where they fail they run
 * again on the schema that they were written for: what fails there, too, says nothing about the migrations.
 */
export async function judgeService(options: JudgeOptions): Promise<CompatibilityVerdict> {
  const { service, folder, migrations, runTests } = options;
  const place = join(folder, 'services', service, 'migrations');
  const before = readMigrations(place);
  const { added, rewritten } = migrationChanges(before, readMigrations(migrations));
  if (before.size === 0) return { service, compatible: true, words: 'had no schema then' };
  if (rewritten.length > 0) {
    const words = `${rewritten.join(', ')}: applied somewhere already, so it must stay as it was; add another migration`;
    return { service, compatible: false, words };
  }
  if (added.length === 0) return { service, compatible: true, words: 'no new migration' };

  const kept = `${place}.before`;
  cpSync(place, kept, { recursive: true });
  cpSync(migrations, place, { recursive: true });
  const run = await runTests();
  if (run.passed && run.tests > 0) {
    return { service, compatible: true, words: `${run.tests} tests of the older code pass with ${added.join(', ')}` };
  }
  rmSync(place, { recursive: true });
  cpSync(kept, place, { recursive: true });
  const onItsOwn = await runTests();
  const words =
    onItsOwn.passed && onItsOwn.tests > 0
      ? `the older code fails with ${added.join(', ')}: split it into expand, migrate and contract`
      : 'tests of the older code fail on its own schema, too, so they say nothing about the new one';
  return { service, compatible: false, words, details: run.words };
}
