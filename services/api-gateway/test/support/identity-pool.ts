import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateClock } from 'cognito-local/lib/services/clock.js';
import { CognitoServiceFactoryImpl } from 'cognito-local/lib/services/cognitoService.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import { otp } from 'cognito-local/lib/services/otp.js';
import { JwtTokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import { UserPoolServiceFactoryImpl } from 'cognito-local/lib/services/userPoolService.js';
import { createUserPool, type UserPool } from '../../../../scripts/local/resources/user-pool.ts';
import { jsonDataStores } from '../../../../scripts/local/stores/cognito-data-store.ts';
import { cognitoServer } from '../../../../scripts/local/stores/cognito-http.ts';
import { cognitoRouter } from '../../../../scripts/local/stores/cognito-router.ts';
import { noTriggers } from '../../../../scripts/local/stores/cognito-triggers.ts';
import { shared } from '../../../../test/support/shared-stores.ts';

const region = 'eu-west-1';
const issuer = 'http://cognito.test';

export const people = {
  shopper: { email: 'shopper@evermart.test', name: 'Sam Shopper', groups: [], password: 'correct horse battery' },
  admin: { email: 'admin@evermart.test', name: 'Ada Admin', groups: ['admin'], password: 'staple correct horse' },
};

/** A user pool with two people, and the codes that it would have sent by e-mail. */
export const identityPool = shared(async (stopWith) => {
  const folder = await mkdtemp(join(tmpdir(), 'evermart-cognito-'));
  const codes = new Map<string, string>();
  const server = cognitoServer(cognitoRouter(await servicesIn(folder, codes), region), quietContext);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pool: UserPool = await createUserPool(endpoint, region, 'test', Object.values(people));
  stopWith(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await rm(folder, { recursive: true, force: true });
  });
  return {
    ...pool,
    endpoint,
    region,
    issuer: `${issuer}/${pool.poolId}`,
    /** The last code sent to an address. */
    codeFor: (email: string) => codes.get(email),
  };
});

const quiet: Context['logger'] = { child: () => quiet, debug() {}, error() {}, info() {}, warn() {} };
const quietContext: Context = { logger: quiet };

async function servicesIn(folder: string, codes: Map<string, string>): Promise<Services> {
  const clock = new DateClock();
  const stores = jsonDataStores(folder);
  const pools = new CognitoServiceFactoryImpl(folder, stores, new UserPoolServiceFactoryImpl(clock, stores));
  const defaults = { UsernameAttributes: ['email'] };
  const config: Services['config'] = {
    LambdaClient: {},
    TriggerFunctions: {},
    UserPoolDefaults: defaults,
    KMSConfig: { KMSKeyId: '', KMSKeyAlias: '' },
    TokenConfig: { IssuerDomain: issuer },
    ServerConfig: { port: 0, hostname: '127.0.0.1', https: false },
  };
  return {
    clock,
    cognito: await pools.create(quietContext, defaults),
    config,
    messages: {
      deliver: async (_context, _source, _client, _pool, _user, code, _metadata, { Destination }) => {
        codes.set(Destination, code);
      },
    },
    otp,
    tokenGenerator: new JwtTokenGenerator(clock, noTriggers, config.TokenConfig),
    triggers: noTriggers,
  };
}
