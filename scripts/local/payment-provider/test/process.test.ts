import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { eventually } from './eventually.ts';
import { paymentClient } from './payment-client.ts';
import { type Provider, spawnProvider, startProvider, temporaryFolder } from './provider-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const runToEnd = async (environment: Record<string, string>, args: string[] = []) => {
  const child = spawnProvider(environment, args);
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout!), text(child.stderr!)]);
  return { code, out, err };
};

describe('the process of the payment provider', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let receiver: WebhookReceiver;
  let provider: Provider | undefined;

  const start = async () => {
    provider = await startProvider({ dataDir: folder.path, webhookUrl: receiver.url });
    return paymentClient(provider.url);
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    receiver = await startWebhookReceiver();
  });

  afterEach(async () => {
    await provider?.end('SIGKILL');
    provider = undefined;
    await receiver.stop();
    await folder.remove();
  });

  it('explains itself with --help, without any configuration', async () => {
    const { code, out } = await runToEnd({}, ['--help']);

    expect(code).to.equal(0);
    for (const name of ['PORT', 'DATA_DIR', 'WEBHOOK_URL', 'WEBHOOK_SECRET']) expect(out).to.include(name);
  });

  it('refuses a bad configuration, names every wrong key and repeats no value', async () => {
    const secret = 'too-short';

    const { code, err } = await runToEnd({ PORT: '70000', WEBHOOK_URL: 'ftp://x', WEBHOOK_SECRET: secret });

    const faults = err.slice(0, err.indexOf('Configuration comes'));
    expect(code).to.equal(1);
    for (const name of ['PORT', 'DATA_DIR', 'WEBHOOK_URL', 'WEBHOOK_SECRET']) expect(faults).to.include(`${name}:`);
    expect(err).not.to.include(secret);
  });

  it('fails with a plain message when its port is taken', async () => {
    await start();
    const { port } = new URL(provider!.url);

    const { code, err } = await runToEnd({
      PORT: port,
      DATA_DIR: folder.path,
      WEBHOOK_URL: receiver.url,
      WEBHOOK_SECRET: 'a-secret-for-tests-only',
    });

    expect(code).to.equal(1);
    expect(err).to.include('EADDRINUSE');
  });

  it('is live and ready once it says that it listens', async () => {
    const client = await start();

    const statuses = [(await client.get('/health/live')).status, (await client.get('/health/ready')).status];

    expect(statuses).to.deep.equal([200, 200]);
  });

  it('ends within two seconds of a SIGTERM with status 0, though requests hang, are slow or are idle', async () => {
    const client = await start();
    const waiting = ['tok_hang', 'tok_slow'].map((token) => client.authorize({ token }).catch(() => 'cut'));
    await eventually('both authorizations', async () => (await client.ledger()).length === 2);

    const beganMs = performance.now();
    const code = await provider!.end('SIGTERM');
    const tookMs = performance.now() - beganMs;

    expect(code).to.equal(0);
    expect(tookMs).to.be.below(2000);
    expect(await Promise.all(waiting)).to.deep.equal(['cut', 'cut']);
  });

  it('in an outage makes payment calls fail, hang or lose their connection without effect, and ends it on demand', async () => {
    const client = await start();
    const setMode = (mode: string) => client.post('/control/outage', { mode }, null);

    await setMode('error');
    const failed = await client.authorize({});
    await setMode('hang');
    const hung = await client.authorize({}, undefined, 200).catch((error: Error) => error.name);
    await setMode('refuse');
    const refused = await client.authorize({}).catch((error: Error) => error.message);
    const ledgerMeanwhile = await client.ledger();
    const unknown = await setMode('sometimes');
    await setMode('none');
    const healthy = await client.authorize({});

    expect([failed.status, failed.body.code]).to.deep.equal([500, 'provider_error']);
    expect([hung, refused]).to.deep.equal(['TimeoutError', 'fetch failed']);
    expect(ledgerMeanwhile).to.deep.equal([]);
    expect(unknown.status).to.equal(400);
    expect(healthy.status).to.equal(201);
  });
});
