import { Sesv2ConfigurationSet } from '@cdktf/provider-aws/lib/sesv2-configuration-set/index.js';
import { Sesv2ConfigurationSetEventDestination } from '@cdktf/provider-aws/lib/sesv2-configuration-set-event-destination/index.js';
import { Sesv2EmailIdentity } from '@cdktf/provider-aws/lib/sesv2-email-identity/index.js';
import { Sesv2EmailIdentityMailFromAttributes } from '@cdktf/provider-aws/lib/sesv2-email-identity-mail-from-attributes/index.js';
import { Sesv2EmailIdentityPolicy } from '@cdktf/provider-aws/lib/sesv2-email-identity-policy/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument } from '../policy-document/policy-document.ts';
import { dkimTokenCount, mailFromDomain } from './email-domain.ts';

export interface EmailProps {
  /** Whoever sends, sends from an address of it. */
  readonly domain: string;
  readonly region: string;
  readonly account: string;
  readonly configurationSetName: string;
  /** The identity's own ARN: its policy names it. */
  readonly identityArn: string;
  /** The user pools that send their codes through it. */
  readonly userPoolArns: string;
}

/**
 * A region's right to send mail in the shop's name. It sends once the domain's zone holds `emailRecords`, and to
 * everybody once AWS has taken the account out of the SES sandbox, which somebody must ask for.
 */
export class Email extends Construct {
  /** What `emailRecords` needs. */
  readonly dkimTokens: readonly string[];

  constructor(scope: Construct, id: string, props: EmailProps) {
    super(scope, id);
    const { domain, region } = props;
    const configurationSet = new Sesv2ConfigurationSet(this, 'configuration-set', {
      configurationSetName: props.configurationSetName,
      deliveryOptions: { tlsPolicy: 'REQUIRE' },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    this.#countEvents(configurationSet.configurationSetName);
    const identity = new Sesv2EmailIdentity(this, 'identity', {
      emailIdentity: domain,
      // The services' transport names none, so the domain's own applies.
      configurationSetName: configurationSet.configurationSetName,
      dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
    });
    new Sesv2EmailIdentityMailFromAttributes(this, 'mail-from', {
      emailIdentity: identity.emailIdentity,
      mailFromDomain: mailFromDomain(domain, region),
      // Mail must go out while the MX record is still on its way.
      behaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    });
    new Sesv2EmailIdentityPolicy(this, 'user-pool-policy', {
      emailIdentity: identity.emailIdentity,
      policyName: 'user-pool',
      policy: userPoolMaySend(props),
    });
    this.dkimTokens = Array.from({ length: dkimTokenCount }, (_, index) =>
      Fn.element(identity.dkimSigningAttributes.tokens, index),
    );
  }

  /** For alarms on bounces and complaints: SES stops an account whose rates are high. */
  #countEvents(configurationSetName: string): void {
    new Sesv2ConfigurationSetEventDestination(this, 'metrics', {
      configurationSetName,
      eventDestinationName: 'metrics',
      eventDestination: {
        enabled: true,
        matchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'],
        cloudWatchDestination: {
          dimensionConfiguration: [
            {
              dimensionName: 'ses:configuration-set',
              dimensionValueSource: 'MESSAGE_TAG',
              defaultDimensionValue: configurationSetName,
            },
          ],
        },
      },
    });
  }
}

/** Source: Amazon Cognito Developer Guide, "Email settings for Amazon Cognito user pools". */
function userPoolMaySend({ identityArn, userPoolArns, account }: EmailProps): string {
  return policyDocument([
    {
      sid: 'UserPoolMaySend',
      principals: { Service: ['email.cognito-idp.amazonaws.com', 'cognito-idp.amazonaws.com'] },
      actions: ['SES:SendEmail', 'SES:SendRawEmail'],
      resources: [identityArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': userPoolArns },
      },
    },
  ]);
}
