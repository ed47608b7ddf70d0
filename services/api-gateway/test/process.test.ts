import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { serviceUrlSetting } from '@evermart/contracts/settings';
import { services } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { freshTable } from '../../../test/support/dynamo.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { commonEnvironment, type ServiceProcess, startServiceProcess } from '../../../test/support/service-process.ts';
import { createBrowser } from './support/browser.ts';
import { people } from './support/identity-pool.ts';
import { type StubService, startStubService } from './support/stub-service.ts';

const main = join(import.meta.dirname, '../main.ts');
const nobody = 'http://127.0.0.1:1';

describe('the gateway process', () => {
  let catalog: StubService;
  let running: ServiceProcess | undefined;

  before(async () => {
    catalog = await startStubService('catalog');
    catalog.answers(() => ({ body: { items: [] } }));
  });
  afterEach(() => running?.end('SIGKILL'));
  after(() => catalog.close());

  async function environment(): Promise<Record<string, string>> {
    const table = await freshTable('sessions');
    const urls = services['api-gateway'].calls.map((callee) => [serviceUrlSetting(callee), nobody]);
    return {
      ...commonEnvironment(),
      ...Object.fromEntries(urls),
      CATALOG_URL: catalog.url,
      SESSIONS_TABLE: table.tableName,
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      SESSION_COOKIE_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
      COGNITO_USER_POOL_ID: 'eu-west-1_nobody',
      COGNITO_CLIENT_ID: 'nobody',
      EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:nobody',
      CLICKSTREAM_STREAM: 'nobody',
      REDIS_URL: 'redis://127.0.0.1:1',
      AWS_ENDPOINT_URL_SNS: nobody,
      AWS_ENDPOINT_URL_KINESIS: nobody,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: nobody,
    };
  }

  it('lets people browse while Redis, Kinesis, SNS, Cognito and every other service are away, and ends with 0 on SIGTERM', async () => {
    running = await startServiceProcess(main, await environment());
    const browser = createBrowser(running.url);

    const page = await browser.get('/categories');
    const recommended = await browser.get('/recommendations?product=shirt');
    const events = await browser.post('/events', {
      events: [{ type: 'shopper.product-viewed', data: { productSlug: 'shirt' } }],
    });
    const ready = await fetch(`${running.url}/health/ready`);

    expect([page.status, recommended.status, events.status, ready.status]).to.deep.equal([200, 200, 202, 200]);
    expect(await running.end('SIGTERM')).to.equal(0);
  });

  it('is not ready without its sessions, and goes on serving public reads', async () => {
    running = await startServiceProcess(main, { ...(await environment()), AWS_ENDPOINT_URL_DYNAMODB: nobody });

    const ready = await fetch(`${running.url}/health/ready`);
    const page = await createBrowser(running.url).get('/categories');

    expect(ready.status).to.equal(503);
    expect(await ready.json()).to.deep.include({ checks: { sessions: 'failed' } });
    expect(page.status).to.equal(200);
  });

  it('lesson 12: writes no password, token or address into its log, whatever goes wrong', async () => {
    running = await startServiceProcess(main, { ...(await environment()), LOG_LEVEL: 'trace' });
    const browser = createBrowser(running.url);
    const { email, password, name } = people.shopper;

    await browser.post('/auth/sign-in', { email, password });
    await browser.post('/auth/sign-up', { email, password, name });
    await browser.post('/auth/password-reset', { email, code: '987654', newPassword: password });
    await browser.get(`/orders/EM-1?email=${encodeURIComponent(email)}`);
    await browser.get('/cart', { authorization: 'Bearer secret.bearer.token' });
    const lines = await eventually(() => {
      const log = running?.lines.join('\n') ?? '';
      return log.includes('request.failed') && log;
    });

    const cookie = browser.cookie() ?? '';
    expect(cookie).to.have.length.above(20);
    for (const secret of [email, password, '987654', 'secret.bearer', cookie, encodeURIComponent(email)]) {
      expect(lines, secret).to.not.contain(secret);
    }
  });
});
