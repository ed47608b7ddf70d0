import { createInterface } from 'node:readline/promises';

/** `--execute`, or a yes of the person at the terminal. Nobody there and no `--execute`: the plan was all that was asked for. */
export async function confirmed(execute: boolean | undefined): Promise<boolean> {
  if (execute === true) return true;
  if (process.stdin.isTTY !== true) {
    process.stdout.write('Nothing was changed. Add --execute to do it.\n');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question('Do it? Only "yes" does: ')).trim() === 'yes';
  } finally {
    terminal.close();
  }
}
