import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import { ServingRegionChecks } from './serving-region-checks.ts';

/** A region's public load balancer. */
export interface RegionalOrigin {
  readonly region: string;
  /** Its own name below the zone, by which it is asked for its health. */
  readonly hostName: string;
  readonly loadBalancer: { readonly dnsName: string; readonly zoneId: string };
}

export interface DnsFailoverProps {
  /** `<prefix>-<thing>` of the health checks, as the console lists them. */
  readonly name: string;
  readonly zoneId: string;
  /** The one name by which the serving region is asked, whichever it is. */
  readonly hostName: string;
  readonly primary: RegionalOrigin;
  /** Without a standby the name leads to the primary, without health checks. */
  readonly standby?: RegionalOrigin;
}

/**
 * Names for the load balancers: one for each region, and one that leads to the region that serves. It changes by itself,
 * within Route 53's data plane, when the primary is not ready or the standby says that it takes over
 * (`serving-region-checks.ts`). Nobody edits a record, applies a plan or asks an AWS API for it.
 */
export class DnsFailover extends Construct {
  /** The check that decides; none without a standby. */
  readonly healthCheckId: string | undefined;

  constructor(scope: Construct, id: string, { name, zoneId, hostName, primary, standby }: DnsFailoverProps) {
    super(scope, id);
    for (const { region, hostName: own, loadBalancer } of standby === undefined ? [primary] : [primary, standby]) {
      // The checks themselves resolve it, so it must not depend on any health.
      addAlias(this, `region-${region}`, { zoneId, hostName: own, loadBalancer, evaluateTargetHealth: false });
    }
    if (standby === undefined) {
      const { loadBalancer } = primary;
      addAlias(this, 'serving', { zoneId, hostName, loadBalancer, evaluateTargetHealth: false });
      this.healthCheckId = undefined;
      return;
    }
    const checks = new ServingRegionChecks(this, 'checks', {
      name,
      primaryHostName: primary.hostName,
      standbyHostName: standby.hostName,
    });
    // An alias that fails over must evaluate its target. Source: Amazon Route 53 API Reference, ResourceRecordSet, Failover.
    const common = { zoneId, hostName, evaluateTargetHealth: true };
    addAlias(this, 'primary', {
      ...common,
      loadBalancer: primary.loadBalancer,
      failover: { type: 'PRIMARY', healthCheckId: checks.servesPrimaryId },
    });
    addAlias(this, 'standby', { ...common, loadBalancer: standby.loadBalancer, failover: { type: 'SECONDARY' } });
    this.healthCheckId = checks.servesPrimaryId;
  }
}

interface Alias extends Pick<RegionalOrigin, 'hostName' | 'loadBalancer'> {
  readonly zoneId: string;
  readonly evaluateTargetHealth: boolean;
  readonly failover?: { readonly type: 'PRIMARY' | 'SECONDARY'; readonly healthCheckId?: string };
}

/** An A record: the load balancers speak IPv4 to CloudFront. Route 53 answers aliases of theirs for 60 s. */
function addAlias(scope: Construct, id: string, alias: Alias): void {
  const { zoneId, hostName, loadBalancer, evaluateTargetHealth, failover } = alias;
  const record = new Route53Record(scope, id, {
    zoneId,
    name: hostName,
    type: 'A',
    alias: { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth },
    ...(failover === undefined
      ? {}
      : {
          setIdentifier: failover.type.toLowerCase(),
          failoverRoutingPolicy: { type: failover.type },
          ...(failover.healthCheckId === undefined ? {} : { healthCheckId: failover.healthCheckId }),
        }),
  });
  suppress(record, 'CKV2_AWS_23', 'It leads to a load balancer of another stack, where Checkov does not look.');
}
