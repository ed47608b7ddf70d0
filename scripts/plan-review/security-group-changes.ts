import { kindOf } from './classify.ts';
import type { Finding } from './finding.ts';
import type { ResourceChange } from './plan-file.ts';
import { isObject } from './redaction.ts';
import { visibleValues } from './visible-values.ts';

type Rule = Readonly<Record<string, unknown>>;

const everywhere = /^(0\.0\.0\.0\/0|::\/0)$/;

/** Rules of security groups, written alone or inside their group, as one line a rule. */
export function securityGroupChanges(resource: ResourceChange): readonly Finding[] {
  const kind = kindOf(resource);
  if (kind === undefined || kind === 'move') return [];
  const { before, after } = visibleValues(resource);
  const directions = (['ingress', 'egress'] as const).flatMap((direction) => {
    const [old, next] = [rulesOf(resource.type, direction, before), rulesOf(resource.type, direction, after)];
    return old === undefined || next === undefined ? [] : [findingOf(resource.address, direction, old, next)];
  });
  return directions.filter(({ diff }) => diff.length > 0);
}

function rulesOf(type: string, direction: 'ingress' | 'egress', values: Rule): readonly Rule[] | undefined {
  const alone =
    type === `aws_vpc_security_group_${direction}_rule` ||
    (type === 'aws_security_group_rule' && values.type === direction);
  if (alone) return Object.keys(values).length === 0 ? [] : [values];
  if (type !== 'aws_security_group' && type !== 'aws_default_security_group') return undefined;
  const rules = values[direction];
  return Array.isArray(rules) ? rules.filter(isObject) : [];
}

function findingOf(
  address: string,
  what: 'ingress' | 'egress',
  before: readonly Rule[],
  after: readonly Rule[],
): Finding {
  const [old, next] = [new Set(before.flatMap(lines)), new Set(after.flatMap(lines))];
  const added = [...next].filter((line) => !old.has(line));
  const open = added.filter((line) => everywhere.test(line.split(' ').at(-1) ?? ''));
  return {
    address,
    what,
    widened: open.map((line) =>
      what === 'ingress' ? `opens ${line} to the whole internet` : `lets out ${line}: to the whole internet`,
    ),
    diff: [
      ...[...old].filter((line) => !next.has(line)).map((line) => `- ${line}`),
      ...added.map((line) => `+ ${line}`),
    ],
  };
}

/** `tcp 443 from 10.0.0.0/16`, one a peer. */
function lines(rule: Rule): readonly string[] {
  const protocol = String(rule.ip_protocol ?? rule.protocol ?? '');
  const from = rule.from_port ?? 'any';
  const ports = protocol === '-1' ? 'all' : from === rule.to_port ? `${from}` : `${from}-${rule.to_port ?? 'any'}`;
  const lists = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups'];
  const single = [
    'cidr_ipv4',
    'cidr_ipv6',
    'prefix_list_id',
    'referenced_security_group_id',
    'source_security_group_id',
  ];
  const peers = [
    ...lists.flatMap((name) => (Array.isArray(rule[name]) ? rule[name] : [])),
    ...single.map((name) => rule[name]),
    ...(rule.self === true ? ['itself'] : []),
  ].filter((peer) => typeof peer === 'string' && peer !== '');
  return peers.map((peer) => `${protocol === '-1' ? 'every protocol' : protocol} ${ports} ${peer}`);
}
