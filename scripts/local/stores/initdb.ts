import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import type { OsUser, PostgresHome } from './postgres-home.ts';

/** Makes an empty cluster in the home's data folder, which exists and is empty. @throws Error with what initdb said */
export async function initdb(
  { initdb: binary, dataFolder, user }: PostgresHome,
  { superuser, password }: { readonly superuser: string; readonly password: string },
): Promise<void> {
  const passwordFile = `${dataFolder}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o644 });
  const options = ['-E', 'UTF8', '--locale=C.UTF-8', '-A', 'scram-sha-256', '--no-sync', '--no-instructions'];
  try {
    await run(binary, ['-D', dataFolder, '-U', superuser, '--pwfile', passwordFile, ...options], user);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function run(command: string, args: readonly string[], user: OsUser | undefined): Promise<void> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    ...user,
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed (exit code ${code}):\n${errors}`)),
    );
  });
}
