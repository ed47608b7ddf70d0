import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Route53HostedZoneDnssec } from '@cdktf/provider-aws/lib/route53-hosted-zone-dnssec/index.js';
import { Route53KeySigningKey } from '@cdktf/provider-aws/lib/route53-key-signing-key/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';

export interface ZoneSigningProps {
  readonly zoneId: string;
  readonly zoneArn: string;
  /** us-east-1. */
  readonly provider: TerraformProvider;
  readonly account: string;
  readonly accountRoot: string;
  readonly keyAlias: string;
  /** Letters, digits and underscores. */
  readonly keyName: string;
}

/**
 * DNSSEC. Afterwards, in this order: `aws route53 get-dnssec` shows the DS record, the registrar or the parent zone takes
 * it. To stop, in the other order: the DS record goes, its TTL passes, then signing ends; else resolvers refuse the zone.
 * Source: Amazon Route 53 Developer Guide, "Configuring DNSSEC signing in Amazon Route 53".
 */
export class ZoneSigning extends Construct {
  constructor(scope: Construct, id: string, props: ZoneSigningProps) {
    super(scope, id);
    const { zoneId, zoneArn, provider, account, accountRoot, keyAlias, keyName } = props;
    // Route 53 signs with this kind of key and no other; KMS doesn't rotate it.
    const key = new KmsKey(this, 'key', {
      description: 'Signs the key that signs the zone',
      customerMasterKeySpec: 'ECC_NIST_P256',
      keyUsage: 'SIGN_VERIFY',
      deletionWindowInDays: 30,
      policy: policyDocument([
        { sid: 'TheAccountDecides', principals: { AWS: [accountRoot] }, actions: ['kms:*'], resources: ['*'] },
        ...route53MaySign(account, zoneArn),
      ]),
      lifecycle: { preventDestroy: true },
      provider,
    });
    new KmsAlias(this, 'alias', { name: keyAlias, targetKeyId: key.keyId, provider });
    const signingKey = new Route53KeySigningKey(this, 'signing-key', {
      hostedZoneId: zoneId,
      keyManagementServiceArn: key.arn,
      name: keyName,
    });
    new Route53HostedZoneDnssec(this, 'dnssec', { hostedZoneId: zoneId, dependsOn: [signingKey] });
  }
}

/** Source: Amazon Route 53 Developer Guide, "Working with customer managed keys for DNSSEC". */
function route53MaySign(account: string, zoneArn: string): readonly PolicyStatement[] {
  const principals = { Service: ['dnssec-route53.amazonaws.com'] };
  return [
    {
      sid: 'Route53MaySign',
      principals,
      actions: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': zoneArn } },
    },
    {
      sid: 'Route53MayGrantToItself',
      principals,
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}
