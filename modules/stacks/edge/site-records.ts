import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import type { Distribution } from '../../distribution/distribution.ts';
import { hostNames } from '../../naming.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** The site's names lead to the distribution, by IPv4 and IPv6. */
export function siteRecords(stack: EvermartStack, zoneId: string, distribution: Distribution): void {
  const { site, www } = hostNames(stack.environment.domain);
  for (const [id, name] of Object.entries({ site, www })) {
    for (const type of ['A', 'AAAA']) {
      new Route53Record(stack, `${id}-${type.toLowerCase()}`, {
        zoneId,
        name,
        type,
        // A distribution answers as long as CloudFront does, and says nothing of its health.
        alias: { name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false },
      });
    }
  }
}
