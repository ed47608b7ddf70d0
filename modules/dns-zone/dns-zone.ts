import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone/index.js';
import { Fn, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import { QueryLog, type QueryLogProps } from './query-log.ts';
import { ZoneSigning, type ZoneSigningProps } from './zone-signing.ts';

export interface DnsZoneProps {
  readonly domain: string;
  /** us-east-1: Route 53 takes its signing keys and its log groups from there only. */
  readonly usEast1: TerraformProvider;
  /** The account in which all of it lives. */
  readonly account: string;
  /** `arn:aws:iam::<account>:root` */
  readonly accountRoot: string;
  readonly queryLog: Pick<QueryLogProps, 'groupName' | 'groupArn' | 'keyAlias' | 'retentionDays'>;
  /** Signs the zone (DNSSEC). Not signed if left out. */
  readonly signing?: Pick<ZoneSigningProps, 'keyAlias' | 'keyName'>;
}

const caaTtlSeconds = 3600;

/**
 * The public zone of an environment. Its domain works once the registrar, or the parent zone, delegates to `nameServers`.
 * Only Amazon may issue certificates for it. Terraform refuses to destroy it: a new one would have other name servers.
 */
export class DnsZone extends Construct {
  readonly zoneId: string;
  /** A comma separated list. */
  readonly nameServers: string;

  constructor(scope: Construct, id: string, props: DnsZoneProps) {
    super(scope, id);
    const { domain, usEast1, account, accountRoot, queryLog, signing } = props;
    const zone = new Route53Zone(this, 'zone', {
      name: domain,
      comment: 'The shop',
      lifecycle: { preventDestroy: true },
    });
    // Source: AWS Certificate Manager User Guide, "Certificate Authority Authorization".
    new Route53Record(this, 'issuers', {
      zoneId: zone.zoneId,
      name: domain,
      type: 'CAA',
      ttl: caaTtlSeconds,
      records: ['0 issue "amazon.com"', '0 issuewild ";"'],
    });
    const common = { zoneId: zone.zoneId, zoneArn: zone.arn, provider: usEast1, account, accountRoot };
    new QueryLog(this, 'query-log', { ...common, ...queryLog });
    if (signing === undefined) {
      suppress(
        zone,
        'CKV2_AWS_38',
        'Signing is a toggle: a zone that is signed before its parent has the DS record protects nobody, and one whose parent has a wrong one is gone.',
      );
    } else {
      new ZoneSigning(this, 'signing', { ...common, ...signing });
    }
    this.zoneId = zone.zoneId;
    this.nameServers = Fn.join(',', zone.nameServers);
  }
}
