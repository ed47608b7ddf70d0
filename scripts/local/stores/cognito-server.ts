/**
 * cognito-local, put together without its Lambda triggers (they load the whole AWS SDK 2), with a store that survives a
 * kill in the middle of a write, and with e-mails instead of codes on the console.
 */
import { DateClock } from 'cognito-local/lib/services/clock.js';
import { CognitoServiceFactoryImpl } from 'cognito-local/lib/services/cognitoService.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import { otp } from 'cognito-local/lib/services/otp.js';
import { JwtTokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import { UserPoolServiceFactoryImpl } from 'cognito-local/lib/services/userPoolService.js';
import { codeMailer } from './cognito-code-mailer.ts';
import { jsonDataStores } from './cognito-data-store.ts';
import { cognitoServer } from './cognito-http.ts';
import { cognitoRouter } from './cognito-router.ts';
import { noTriggers } from './cognito-triggers.ts';
import { required } from './server-environment.ts';

const dataFolder = required('DATA_DIR');
const hostname = required('HOST');
const port = Number(required('PORT'));

/** Says nothing: the library logs codes and passwords. */
const quiet: Context['logger'] = {
  child: () => quiet,
  debug: () => {},
  error: () => {},
  info: () => {},
  warn: () => {},
};
const context: Context = { logger: quiet };
const clock = new DateClock();
const triggers = noTriggers;
const stores = jsonDataStores(dataFolder);
const pools = new CognitoServiceFactoryImpl(dataFolder, stores, new UserPoolServiceFactoryImpl(clock, stores));
const defaults = { UsernameAttributes: ['email'] };
const config: Services['config'] = {
  LambdaClient: {},
  TriggerFunctions: {},
  UserPoolDefaults: defaults,
  KMSConfig: { KMSKeyId: '', KMSKeyAlias: '' },
  TokenConfig: { IssuerDomain: required('ISSUER') },
  ServerConfig: { port, hostname, https: false },
};
const services: Services = {
  clock,
  cognito: await pools.create(context, defaults),
  config,
  messages: codeMailer(required('SMTP_URL')),
  otp,
  tokenGenerator: new JwtTokenGenerator(clock, triggers, config.TokenConfig),
  triggers,
};
const server = cognitoServer(cognitoRouter(services, required('AWS_REGION')), context);
server.listen(port, hostname);
process.once('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
