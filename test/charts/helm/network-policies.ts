/** Evaluates NetworkPolicies as Kubernetes documents them. What it doesn't know it refuses to judge. */
import { BlockList } from 'node:net';
import { z } from 'zod';

const Labels = z.record(z.string(), z.string());
const Selector = z.strictObject({ matchLabels: Labels.default({}) });
const Peer = z.strictObject({
  podSelector: Selector.optional(),
  namespaceSelector: Selector.optional(),
  ipBlock: z.strictObject({ cidr: z.string(), except: z.array(z.string()).default([]) }).optional(),
});
const Port = z.strictObject({ port: z.number(), protocol: z.enum(['TCP', 'UDP']).default('TCP') });
const rule = (peers: 'from' | 'to') =>
  z.strictObject({ [peers]: z.array(Peer).optional(), ports: z.array(Port).optional() }).transform((parsed) => ({
    peers: z.array(Peer).optional().parse(parsed[peers]),
    ports: z.array(Port).optional().parse(parsed.ports),
  }));

export const NetworkPolicy = z.looseObject({
  kind: z.literal('NetworkPolicy'),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().default('shop') }),
  spec: z.strictObject({
    podSelector: Selector,
    policyTypes: z.array(z.enum(['Ingress', 'Egress'])),
    ingress: z.array(rule('from')).default([]),
    egress: z.array(rule('to')).default([]),
  }),
});
export type NetworkPolicy = z.infer<typeof NetworkPolicy>;
type Peer = z.infer<typeof Peer>;

/** A pod, or with an address only something outside of the cluster. Pods have addresses of their own in the VPC. */
export interface Endpoint {
  readonly address: string;
  readonly pod?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
}

export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
}

/** Whether both ends let it through. */
export function isOpen(policies: readonly NetworkPolicy[], connection: Connection): boolean {
  return lets(policies, 'Egress', connection) && lets(policies, 'Ingress', connection);
}

function lets(policies: readonly NetworkPolicy[], direction: 'Ingress' | 'Egress', connection: Connection): boolean {
  const { from, to, port, protocol = 'TCP' } = connection;
  const [self, other] = direction === 'Egress' ? [from, to] : [to, from];
  const about = policies.filter(({ metadata: { namespace }, spec: { podSelector, policyTypes } }) => {
    const { pod } = self;
    return pod?.namespace === namespace && selects(podSelector, pod.labels) && policyTypes.includes(direction);
  });
  // A pod that no policy is about is open to everybody.
  if (about.length === 0) return true;
  return about.some(({ metadata, spec }) =>
    (direction === 'Egress' ? spec.egress : spec.ingress).some(
      ({ peers, ports }) =>
        (ports === undefined || ports.some((open) => open.port === port && open.protocol === protocol)) &&
        (peers === undefined || peers.length === 0 || peers.some((peer) => meets(peer, other, metadata.namespace))),
    ),
  );
}

function meets({ podSelector, namespaceSelector, ipBlock }: Peer, { address, pod }: Endpoint, own: string): boolean {
  // A range takes pods in, too: with Amazon's network plugin they have addresses of the VPC.
  if (ipBlock !== undefined)
    return isWithin(address, ipBlock.cidr) && !ipBlock.except.some((range) => isWithin(address, range));
  if (pod === undefined) return false;
  const namespaceMeets =
    namespaceSelector === undefined
      ? pod.namespace === own
      : selects(namespaceSelector, { 'kubernetes.io/metadata.name': pod.namespace });
  return namespaceMeets && (podSelector === undefined || selects(podSelector, pod.labels));
}

const selects = ({ matchLabels }: z.infer<typeof Selector>, labels: Readonly<Record<string, string>>) =>
  Object.entries(matchLabels).every(([name, value]) => labels[name] === value);

function isWithin(address: string, range: string): boolean {
  const [network = '', bits] = range.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(address);
}
