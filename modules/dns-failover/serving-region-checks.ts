import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check/index.js';
import { readinessPath, takeoverAnswer, takeoverPath } from '@evermart/contracts/http/region-probes';
import { Construct } from 'constructs';

export interface ServingRegionChecksProps {
  readonly name: string;
  readonly primaryHostName: string;
  readonly standbyHostName: string;
}

/** Every 10 s from each of some 15 places. Source: Amazon Route 53 Developer Guide, "Values that you specify". */
const requestIntervalSeconds = 10;
/** 30 s of silence are an outage; less may be one deployment or one lost packet too many. */
const missesUntilLost = 3;
/** A decision of people needs no third look. */
const answersUntilTakenOver = 2;

/**
 * The primary serves while it is ready AND the standby does not say that it takes over.
 *
 * The second half is inverted: the check of the standby succeeds only on its word, and then counts as unhealthy. So a
 * standby that is away, faulty or silent never draws traffic, and a standby that takes over needs nothing of the primary.
 * Endpoints are asked, not CloudWatch alarms, which come a minute later and from the control plane.
 * Source: AWS Networking blog, "Creating Disaster Recovery Mechanisms Using Amazon Route 53" (standby takes over primary).
 */
export class ServingRegionChecks extends Construct {
  readonly servesPrimaryId: string;

  constructor(scope: Construct, id: string, { name, primaryHostName, standbyHostName }: ServingRegionChecksProps) {
    super(scope, id);
    const https = { port: 443, enableSni: true, requestInterval: requestIntervalSeconds };
    const ready = new Route53HealthCheck(this, 'primary-ready', {
      ...https,
      type: 'HTTPS',
      fqdn: primaryHostName,
      resourcePath: readinessPath,
      failureThreshold: missesUntilLost,
      tags: { Name: `${name}-primary-ready` },
    });
    const notTakenOver = new Route53HealthCheck(this, 'standby-waits', {
      ...https,
      // The body is read as well: an error page or a redirect that is no error to HTTP must not move a shop.
      type: 'HTTPS_STR_MATCH',
      fqdn: standbyHostName,
      resourcePath: takeoverPath,
      searchString: wordIn(takeoverAnswer),
      failureThreshold: answersUntilTakenOver,
      invertHealthcheck: true,
      tags: { Name: `${name}-standby-waits` },
    });
    const both = [ready.id, notTakenOver.id];
    const serves = new Route53HealthCheck(this, 'primary-serves', {
      type: 'CALCULATED',
      childHealthchecks: both,
      childHealthThreshold: both.length,
      tags: { Name: `${name}-primary-serves` },
    });
    this.servesPrimaryId = serves.id;
  }
}

/** `"status":"taking-over"`, as it stands in the JSON whatever else that says. */
const wordIn = (answer: Readonly<Record<string, string>>) => JSON.stringify(answer).slice(1, -1);
