import { senderOf } from '../../email/email-domain.ts';
import { Identity } from '../../identity/identity.ts';
import { Key, ReplicaKey } from '../../key/key.ts';
import { cognitoMayEncrypt } from '../../key/key-statements.ts';
import type { EvermartStack } from '../evermart-stack.ts';
import type { DataKeys } from './data-keys.ts';

/** Who may sign in, in both regions: the user pool with its replica, and what the regions must know of it. */
export function people(stack: EvermartStack, secretKeys: DataKeys): void {
  const { environment, names } = stack;
  const { primary, standby, domain } = environment;
  const key = new Key(stack, 'people-key', { ...peopleKeyIn(stack, primary.region), multiRegion: true });
  const replica =
    standby === undefined
      ? undefined
      : new ReplicaKey(stack, 'people-key-standby', {
          ...peopleKeyIn(stack, standby.region),
          primaryKeyArn: key.arn,
        });
  const identity = new Identity(stack, 'people', {
    name: names.prefix,
    region: primary.region,
    keyArn: key.arn,
    domainPrefix: names.signInDomain(environment.accountId),
    siteDomain: domain,
    provider: stack.providerIn(primary.region),
    clientSecret: {
      name: names.secret('cognito-client'),
      keyArn: secretKeys.primary,
      ...(standby === undefined || secretKeys.standby === undefined
        ? {}
        : { replica: { region: standby.region, keyArn: secretKeys.standby } }),
    },
    ...(environment.toggles.emailDomainVerified ? { email: mailOf(stack, primary.region) } : {}),
    ...(standby === undefined || replica === undefined
      ? {}
      : { replica: { region: standby.region, keyArn: replica.arn } }),
  });
  for (const region of [primary.region, ...(standby === undefined ? [] : [standby.region])]) {
    stack.publishParameter(stack.paths.userPoolId(), identity.userPoolId, region);
    stack.publishParameter(stack.paths.userPoolIssuer(), identity.issuer, region);
    stack.publishParameter(stack.paths.gatewayClientId(), identity.gatewayClientId, region);
    stack.publishParameter(stack.paths.mobileClientId(), identity.mobileClientId, region);
  }
}

const peopleKeyIn = (stack: EvermartStack, region: string) => ({
  description: 'People who may sign in',
  alias: stack.names.keyAlias('people'),
  accountRoot: stack.arns.accountRoot(),
  statements: [cognitoMayEncrypt()],
  provider: stack.providerIn(region),
});

/** What the region's stack `data` makes. */
const mailOf = (stack: EvermartStack, region: string) => ({
  from: senderOf(stack.environment.domain),
  identityArn: stack.arnsIn(region).regional('ses', `identity/${stack.environment.domain}`),
  configurationSetName: stack.names.mailConfiguration(),
});
