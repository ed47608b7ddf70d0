import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type ApiClient, messageOf } from './api-client.ts';

const ExternalSecret = z.object({
  metadata: z.object({ name: z.string(), uid: z.string() }),
  spec: z.object({
    target: z.object({ name: z.string(), template: z.object({ data: z.record(z.string(), z.string()) }) }),
  }),
});
type ExternalSecret = z.infer<typeof ExternalSecret>;

export interface SecretsOperator {
  /** Ends with the fault that stopped it, if one did. */
  stop(): Promise<void>;
}

const everyMs = 300;

/** Stands in for External Secrets, which would ask Secrets Manager: a Kubernetes secret for each ExternalSecret, of which it is a part. */
export function startSecretsOperator(api: ApiClient, namespace: string): SecretsOperator {
  const stopped = new AbortController();
  const work = (async () => {
    while (!stopped.signal.aborted) {
      const wanted = await api.list(`/apis/external-secrets.io/v1/namespaces/${namespace}/externalsecrets`);
      for (const one of wanted) await makeSecret(api, namespace, ExternalSecret.parse(one));
      await delay(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
    }
  })();
  work.catch(() => {});
  return {
    async stop() {
      stopped.abort();
      await work;
    },
  };
}

async function makeSecret(api: ApiClient, namespace: string, external: ExternalSecret): Promise<void> {
  const answer = await api.call(`/api/v1/namespaces/${namespace}/secrets`, {
    method: 'POST',
    body: secretOf(external),
  });
  // 409: it is there already.
  if (answer.status !== 201 && answer.status !== 409)
    throw new Error(`the secret of ${external.metadata.name}: ${answer.status} ${messageOf(answer)}`);
}

/** With words where the keys of Secrets Manager's secret would stand. */
export function secretOf({ metadata: { name, uid }, spec: { target } }: ExternalSecret) {
  const owner = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name, uid, controller: true };
  const filled = Object.entries(target.template.data).map(([key, template]) => [
    key,
    template.replaceAll(/\{\{\s*\.(\w+)\s*\}\}/g, 'a-$1'),
  ]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: target.name, ownerReferences: [owner] },
    stringData: Object.fromEntries(filled) as Readonly<Record<string, string>>,
  };
}
