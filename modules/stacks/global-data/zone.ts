import { DnsZone } from '../../dns-zone/dns-zone.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** Not a choice: Route 53 logs queries to it, and takes signing keys from it, and from no other region. */
const queryLogRegion = 'us-east-1';

/**
 * The public zone. It is made here and not at the edge: the certificates of the regions' load balancers are proven in it
 * long before there is an edge. Other stacks look it up by its name.
 */
export function zone(stack: EvermartStack): void {
  const { environment, names } = stack;
  const arns = stack.arnsIn(queryLogRegion);
  const group = 'dns/queries';
  const { nameServers } = new DnsZone(stack, 'zone', {
    domain: environment.domain,
    usEast1: stack.providerIn(queryLogRegion),
    account: stack.account,
    accountRoot: arns.accountRoot(),
    queryLog: {
      groupName: names.logGroup(group),
      groupArn: arns.logGroup(group),
      keyAlias: names.keyAlias('dns-queries'),
      retentionDays: environment.logRetentionDays,
    },
    ...(environment.toggles.dnssec
      ? { signing: { keyAlias: names.keyAlias('zone'), keyName: names.prefix.replaceAll('-', '_') } }
      : {}),
  });
  stack.publishParameter(stack.paths.nameServers(), nameServers);
}
