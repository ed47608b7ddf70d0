/** Which load balancer Route 53 answers with, worked out from synthesized records and health checks. */
import { z } from 'zod';

const Flag = z.boolean().default(false);

const HealthCheck = z.looseObject({
  type: z.enum(['HTTPS', 'HTTPS_STR_MATCH', 'CALCULATED']),
  fqdn: z.string().optional(),
  resource_path: z.string().optional(),
  search_string: z.string().optional(),
  invert_healthcheck: Flag,
  child_healthchecks: z.array(z.string()).default([]),
  child_health_threshold: z.number().default(0),
});
type HealthCheck = z.infer<typeof HealthCheck>;

const Alias = z.looseObject({
  name: z.string(),
  alias: z.object({ name: z.string(), evaluate_target_health: z.boolean() }),
  failover_routing_policy: z.object({ type: z.enum(['PRIMARY', 'SECONDARY']) }).optional(),
  health_check_id: z.string().optional(),
});
type Alias = z.infer<typeof Alias>;

/** `resource` of a stack's JSON; records and checks are looked at, everything else may be there. */
export const Dns = z.object({
  aws_route53_record: z.record(z.string(), z.unknown()),
  aws_route53_health_check: z.record(z.string(), HealthCheck).default({}),
});
export type Dns = z.infer<typeof Dns>;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface World {
  /** `undefined` where nothing answers. */
  readonly ask: (hostName: string, path: string) => Answer | undefined;
  /** Whether the load balancer of that DNS name has pods that it thinks healthy. */
  readonly hasTargets: (dnsName: string) => boolean;
}

/**
 * The DNS name of the load balancer to which a host name leads.
 * Source: Amazon Route 53 Developer Guide, "How Amazon Route 53 chooses records when health checking is configured", and
 * the API Reference, ResourceRecordSet, Failover: the secondary is answered only while it is healthy and the primary is not.
 */
export function leadsTo(dns: Dns, hostName: string, world: World): string {
  const records = Object.values(dns.aws_route53_record).flatMap((record) => {
    const { success, data } = Alias.safeParse(record);
    return success && data.name === hostName ? [data] : [];
  });
  const [only] = records;
  if (only !== undefined && records.length === 1) return only.alias.name;
  const role = (type: 'PRIMARY' | 'SECONDARY') =>
    records.find(({ failover_routing_policy: policy }) => policy?.type === type);
  const [primary, secondary] = [role('PRIMARY'), role('SECONDARY')];
  if (primary === undefined || secondary === undefined) throw new Error(`${hostName} has no pair of failover records`);
  const standbyServes = !isHealthyRecord(dns, primary, world) && isHealthyRecord(dns, secondary, world);
  return (standbyServes ? secondary : primary).alias.name;
}

function isHealthyRecord(dns: Dns, { alias, health_check_id: reference }: Alias, world: World): boolean {
  if (alias.evaluate_target_health && !world.hasTargets(alias.name)) return false;
  return reference === undefined || isHealthy(dns, reference, world);
}

function isHealthy(dns: Dns, reference: string, world: World): boolean {
  const name = /^\$\{aws_route53_health_check\.([\w-]+)\.id\}$/.exec(reference)?.[1] ?? '';
  const check = dns.aws_route53_health_check[name];
  if (check === undefined) throw new Error(`"${reference}" is no health check of this stack`);
  const succeeds = check.type === 'CALCULATED' ? enough(dns, check, world) : answers(check, world);
  return check.invert_healthcheck ? !succeeds : succeeds;
}

function enough(dns: Dns, check: HealthCheck, world: World): boolean {
  const healthy = check.child_healthchecks.filter((child) => isHealthy(dns, child, world));
  return healthy.length >= check.child_health_threshold;
}

function answers(
  { fqdn = '', resource_path: path = '', search_string: text = '' }: HealthCheck,
  world: World,
): boolean {
  const answer = world.ask(fqdn, path);
  return answer !== undefined && answer.status >= 200 && answer.status < 400 && answer.body.includes(text);
}
