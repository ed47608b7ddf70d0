import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { httpProbe } from '../process/probes.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import { compileCache, leanNode, type StoreContext } from './store.ts';

/** Enough to look at, little enough to load at the next start. */
const keptMails = 500;

/** MailDev: takes every e-mail and shows it on its page; nothing leaves the machine. */
export async function mailStore({ folder, toolsFolder, host, ports }: StoreContext): Promise<ProcessSpec> {
  const path = folder.store('mail');
  await mkdir(path, { recursive: true });
  const url = `http://${host}:${ports.mail}`;
  const command = join(dirname(new URL(import.meta.resolve('maildev')).pathname), 'bin', 'maildev.js');
  const listeners = ['--smtp', String(ports.smtp), '--ip', host, '--web', String(ports.mail), '--web-ip', host];
  return {
    name: 'mail',
    url,
    command: process.execPath,
    args: [
      ...leanNode(192),
      command,
      ...listeners,
      '--mail-directory',
      path,
      '--max-emails',
      String(keptMails),
      '--silent',
    ],
    env: compileCache(toolsFolder),
    background: true,
    probe: httpProbe(`${url}/api/healthz`),
  };
}
