import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { callerOf, internalTokenKeys } from '../../../test/support/internal-calls.ts';
import { freshTopic } from '../../../test/support/messaging.ts';
import { freshDatabase } from '../../../test/support/postgres.ts';

const main = new URL('../main.ts', import.meta.url).pathname;
const migrations = new URL('../migrations', import.meta.url).pathname;

describe('lesson 9: the process publishes what it recorded', () => {
  it('sends a registration’s event to the topic, and ends with 0 on SIGTERM', async () => {
    const topic = await freshTopic();
    const { url } = await freshDatabase(migrations);
    const env = {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      EVERMART_REGION: 'region-a',
      INTERNAL_TOKEN_KEYS: internalTokenKeys.map(({ kid, secret }) => `${kid}:${secret.toString('base64url')}`).join(),
      DATABASE_URL: url,
      EVENTS_TOPIC_ARN: topic.topicArn,
      AWS_REGION: topic.region,
      AWS_ENDPOINT_URL_SNS: topic.endpoint,
    };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const baseUrl = await listeningUrl(child.stdout);
      const customerId = randomUUID();
      const gateway = callerOf({ service: 'user', baseUrl, as: 'api-gateway' });

      await gateway('PUT', `/customers/${customerId}`, { email: 'ada@evermart.test', name: 'Ada' });
      const [event] = await topic.waitFor('user.registered');
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');

      expect(event).to.deep.include({ subject: customerId, data: { customerId }, source: '/evermart/region-a/user' });
      expect(code).to.equal(0);
    } finally {
      child.kill('SIGKILL');
    }
  });
});

/** The address that a service logs once it listens. */
async function listeningUrl(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const logged: { event?: string; url?: string } = JSON.parse(line);
    if (logged.event === 'service.listening' && logged.url !== undefined) return logged.url;
  }
  throw new Error('the process ended before it listened');
}
