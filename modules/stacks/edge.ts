import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone/index.js';
import { DataAwsSecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version/index.js';
import type { BucketName } from '@evermart/contracts/topology';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { Certificate } from '../certificate/certificate.ts';
import { edgeLogFields } from '../data-lake/edge-log-fields.ts';
import { AccessLog } from '../distribution/access-log.ts';
import { Distribution } from '../distribution/distribution.ts';
import type { BucketPair } from '../distribution/origins.ts';
import { RealTimeLog } from '../distribution/real-time-log.ts';
import { DnsFailover, type RegionalOrigin } from '../dns-failover/dns-failover.ts';
import { Firewall } from '../firewall/firewall.ts';
import { FirewallLog } from '../firewall/firewall-log.ts';
import { Key } from '../key/key.ts';
import { logsMayEncrypt } from '../key/key-statements.ts';
import { hostNames, namesOf, originSecretHeader } from '../naming.ts';
import { SiteRouting } from '../static-site/site-routing.ts';
import { edgeAlarms } from './edge/edge-alarms.ts';
import { mailRecords } from './edge/mail-records.ts';
import { siteRecords } from './edge/site-records.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/** Not a choice: firewalls, certificates and logs of distributions exist there and nowhere else. */
const usEast1 = 'us-east-1';

/**
 * The shop's address, and which region answers. It asks no serving region for anything, so it plans while either is gone;
 * a failover needs no plan at all.
 */
export class EdgeStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'edge', props);
    const { zoneId } = new DataAwsRoute53Zone(this, 'zone', { name: this.environment.domain });
    const logKeyArn = this.#logKey();
    const failover = this.#failover(zoneId);
    const firewall = this.#firewall(logKeyArn);
    const distribution = this.#distribution(zoneId, firewall);
    this.#accessLog(distribution, logKeyArn);
    siteRecords(this, zoneId, distribution);
    mailRecords(this, zoneId);
    edgeAlarms(this, distribution, failover);
    this.#publish(distribution, failover);
  }

  #logKey(): string {
    const groups = [this.#accessLogGroup, this.#firewallLogGroup];
    return new Key(this, 'log-key', {
      description: 'Logs of the edge',
      alias: this.names.keyAlias('edge-logs'),
      accountRoot: this.arns.accountRoot(),
      statements: [
        logsMayEncrypt(
          usEast1,
          groups.map(({ arn }) => arn),
        ),
      ],
      provider: this.providerIn(usEast1),
    }).arn;
  }

  #failover(zoneId: string): DnsFailover {
    const { primary, standby, domain } = this.environment;
    return new DnsFailover(this, 'failover', {
      name: this.names.prefix,
      zoneId,
      hostName: hostNames(domain).apiOrigin,
      primary: this.#originIn(primary.region),
      ...(standby === undefined ? {} : { standby: this.#originIn(standby.region) }),
    });
  }

  /** The cluster stacks publish their load balancers here, at home, too. */
  #originIn(region: string): RegionalOrigin {
    return {
      region,
      hostName: hostNames(this.environment.domain).apiOriginIn(region),
      loadBalancer: {
        dnsName: this.readParameter(this.paths.loadBalancer(region, 'dns-name')),
        zoneId: this.readParameter(this.paths.loadBalancer(region, 'zone-id')),
      },
    };
  }

  #firewall(keyArn: string): Firewall {
    const { firewallCountsOnly: countsOnly, botControl } = this.environment.toggles;
    const provider = this.providerIn(usEast1);
    const name = this.names.of('firewall', 'edge');
    const firewall = new Firewall(this, 'firewall', { name, provider, countsOnly, botControl });
    new FirewallLog(this, 'firewall-log', {
      firewallArn: firewall.arn,
      groupName: this.#firewallLogGroup.name,
      retentionDays: this.environment.logRetentionDays,
      keyArn,
      provider,
    });
    return firewall;
  }

  #distribution(zoneId: string, firewall: Firewall): Distribution {
    const { site, www, apiOrigin } = hostNames(this.environment.domain);
    const name = this.names.prefix;
    const certificate = new Certificate(this, 'certificate', {
      hostNames: [site, www],
      zoneId,
      provider: this.providerIn(usEast1),
    });
    return new Distribution(this, 'distribution', {
      name,
      hostNames: [site, www],
      certificateArn: certificate.arn,
      firewallArn: firewall.arn,
      site: this.#buckets('static'),
      media: this.#buckets('media'),
      api: { hostName: apiOrigin, secretHeader: { name: originSecretHeader, value: this.#originSecret() } },
      siteRoutingArn: new SiteRouting(this, 'site-routing', { name: `${name}-site-routing` }).functionArn,
      realTimeLogArn: this.#realTimeLog().arn,
      reach: 'europe-and-north-america',
    });
  }

  #buckets(bucket: BucketName): BucketPair {
    const { primary, standby, name } = this.environment;
    const origin = (region: string) => ({
      region,
      domainName: `${namesOf(name, region).bucket(bucket)}.s3.${region}.amazonaws.com`,
    });
    return {
      primary: origin(primary.region),
      ...(standby === undefined ? {} : { standby: origin(standby.region) }),
    };
  }

  /**
   * Read while Terraform runs: CloudFront's header has no write-only argument, so the value is in the state, encrypted and
   * marked sensitive. Whoever has it gets past no firewall rule but one's own distribution, and no further.
   */
  #originSecret(): string {
    const secret = new DataAwsSecretsmanagerSecretVersion(this, 'origin-secret', {
      secretId: this.names.originSecret(),
    });
    return Fn.lookup(Fn.jsondecode(secret.secretString), 'value', '');
  }

  /** Into the primary region's stream. While that region is gone these lines are lost, and the access log has them all. */
  #realTimeLog(): RealTimeLog {
    const { primary, name } = this.environment;
    const arns = this.arnsIn(primary.region);
    return new RealTimeLog(this, 'real-time-log', {
      name: this.names.prefix,
      streamArn: arns.stream('edge-logs'),
      roleArn: arns.role(namesOf(name, primary.region).edgeLogWriterRole()),
      fields: edgeLogFields.map(({ field }) => field),
      samplingPercent: 100,
    });
  }

  #accessLog({ arn }: Distribution, keyArn: string): void {
    const group = this.#accessLogGroup;
    new AccessLog(this, 'access-log', {
      distributionArn: arn,
      name: `${this.names.prefix}-edge-access`,
      groupName: group.name,
      groupArn: group.arn,
      retentionDays: this.environment.logRetentionDays,
      keyArn,
      account: this.account,
      provider: this.providerIn(usEast1),
    });
  }

  #publish(distribution: Distribution, { healthCheckId }: DnsFailover): void {
    this.publishParameter(this.paths.distributionId(), distribution.distributionId);
    this.publishParameter(this.paths.distributionArn(), distribution.arn);
    if (healthCheckId !== undefined) this.publishParameter(this.paths.failoverHealthCheckId(), healthCheckId);
  }

  get #accessLogGroup() {
    return this.#groupNamed(this.names.logGroup('edge/access'));
  }

  get #firewallLogGroup() {
    return this.#groupNamed(this.names.firewallLogGroup());
  }

  #groupNamed(name: string) {
    return { name, arn: this.arnsIn(usEast1).regional('logs', `log-group:${name}`) };
  }
}
