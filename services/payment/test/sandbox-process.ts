import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const mainFile = join(import.meta.dirname, '../../../scripts/local/payment-provider/main.ts');
export const sandboxWebhookSecret = 'a-secret-for-tests-only';

export interface LedgerEntry {
  kind: 'authorization' | 'capture' | 'void' | 'refund';
  checkoutId: string;
  amountMinor: number;
  idempotencyKey: string;
}

/** The real sandbox provider in a process of its own, with a ledger of its own. */
export async function startSandbox({ webhookUrl, slowMs = 400 }: { webhookUrl: string; slowMs?: number }) {
  const directory = await mkdtemp(join(tmpdir(), 'evermart-sandbox-'));
  const child = spawn(process.execPath, [mainFile], {
    env: {
      DATA_DIR: directory,
      WEBHOOK_URL: webhookUrl,
      WEBHOOK_SECRET: sandboxWebhookSecret,
      SLOW_MS: String(slowMs),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const listening = /"msg":"listening on (\d+)"/.exec(line);
      if (listening?.[1] !== undefined) resolve(listening[1]);
    });
    child.once('exit', () => reject(new Error('the sandbox provider did not start')));
  });
  const url = `http://127.0.0.1:${port}`;

  async function ledgerOf(checkoutId: string): Promise<LedgerEntry[]> {
    const entries: LedgerEntry[] = [];
    for (let cursor: string | null = '0'; cursor !== null; ) {
      const response = await fetch(`${url}/ledger?limit=1000&cursor=${cursor}`);
      const page = (await response.json()) as { items: LedgerEntry[]; nextCursor: string | null };
      entries.push(...page.items.filter((entry) => entry.checkoutId === checkoutId));
      cursor = page.nextCursor;
    }
    return entries;
  }

  return {
    url,
    /** `kind amountMinor` of each effect on a checkout, in order. */
    effectsOf: async (checkoutId: string) =>
      (await ledgerOf(checkoutId)).map(({ kind, amountMinor }) => `${kind} ${amountMinor}`),
    keysOf: async (checkoutId: string) => (await ledgerOf(checkoutId)).map(({ idempotencyKey }) => idempotencyKey),
    async outage(mode: 'none' | 'hang' | 'error' | 'refuse') {
      await fetch(`${url}/control/outage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mode }),
      });
    },
    /** Asks the provider past the service, as another region would. */
    async authorizeDirectly(checkoutId: string, amountMinor: number) {
      const response = await fetch(`${url}/authorizations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': checkoutId },
        body: JSON.stringify({ checkoutId, amountMinor, currency: 'EUR', token: 'tok_ok' }),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;
