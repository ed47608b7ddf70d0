/**
 * Who reaches whom, by the policies as they are rendered. DynamoDB, S3, SNS, SQS and Kinesis share public addresses with
 * all of AWS, so it is by its role that a service reaches them: test/stacks/policies/service-roles-as-topology.ts.
 */
import { type ServiceName, serviceNames, services } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { z } from 'zod';
import { environments } from '../../../modules/environments.ts';
import { subnetCidrs } from '../../../modules/network/subnet-cidrs.ts';
import type { KubernetesObject } from '../../../scripts/charts/template-chart.ts';
import { type Endpoint, isOpen, NetworkPolicy } from './network-policies.ts';
import { objectsOf, type Side } from './rendered.ts';

const PodLabels = z.object({
  spec: z.object({ template: z.object({ metadata: z.object({ labels: z.record(z.string(), z.string()) }) }) }),
});

interface Cluster {
  readonly policies: NetworkPolicy[];
  readonly pods: Record<ServiceName, Endpoint>;
  /** Of the services with a database. */
  readonly migrations: Partial<Record<ServiceName, Endpoint>>;
  /** An address in each subnet. */
  readonly addresses: { readonly public: readonly string[]; readonly data: readonly string[] };
}

/** `10.30.224.0/21` -> `10.30.224.9` */
const addressIn = (range: string) => range.replace(/\.0\/\d+$/, '.9');

async function clusterOn(side: Side): Promise<Cluster> {
  const settings = environments.find(({ name }) => name === 'production')?.[side];
  if (settings === undefined) throw new Error(`production has no ${side}`);
  const cidrs = subnetCidrs(settings.cidr, settings.availabilityZones.length);
  const podAddress = addressIn(cidrs.private[0] ?? '');
  const objects = new Map<string, readonly KubernetesObject[]>();
  for (const chart of [...serviceNames, 'platform'] as const) objects.set(chart, await objectsOf(chart, side));
  const endpointOf = (object: KubernetesObject): Endpoint => ({
    address: podAddress,
    pod: { namespace: 'shop', labels: PodLabels.parse(object).spec.template.metadata.labels },
  });
  const ofKind = (kind: string) =>
    serviceNames.flatMap((name) => {
      const found = objects.get(name)?.find((object) => object.kind === kind);
      return found === undefined ? [] : [[name, endpointOf(found)] as const];
    });
  return {
    policies: [...objects.values()]
      .flat()
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map((object) => NetworkPolicy.parse(object)),
    pods: Object.fromEntries(ofKind('Deployment')) as Record<ServiceName, Endpoint>,
    migrations: Object.fromEntries(ofKind('Job')),
    addresses: { public: cidrs.public.map(addressIn), data: cidrs.data.map(addressIn) },
  };
}

const storePorts = { aurora: 5432, redis: 6379, opensearch: 443 };
const storesOf = ({ database, redis, openSearch }: (typeof services)[ServiceName]) => ({
  aurora: database !== undefined,
  redis: redis === true,
  opensearch: openSearch === true,
});
const otherPorts = [22, 80, 443, 3000, 5432, 6379, 8080, 9200, 10250];
const ports = [...otherPorts, ...serviceNames.map((name) => services[name].port)];
const elsewhere = ['203.0.113.9', '192.168.0.9', '172.16.0.9'];

/** Each connection that is not as the topology has it. */
function violationsOf({ policies, pods, migrations, addresses }: Cluster): readonly string[] {
  const found: string[] = [];
  const expectOpen = (designed: boolean, what: string, from: Endpoint, to: Endpoint, port: number) => {
    if (isOpen(policies, { from, to, port }) !== designed)
      found.push(`${what}:${port} is ${designed ? 'closed' : 'open'}`);
  };
  for (const name of serviceNames) {
    const service = services[name];
    for (const port of ports) {
      for (const callee of serviceNames) {
        const designed = service.calls.includes(callee) && port === services[callee].port;
        expectOpen(designed, `${name} -> ${callee}`, pods[name], pods[callee], port);
        if (migrations[callee])
          expectOpen(false, `${name} -> migration of ${callee}`, pods[name], migrations[callee], port);
        if (migrations[name])
          expectOpen(false, `migration of ${name} -> ${callee}`, migrations[name], pods[callee], port);
      }
      for (const address of addresses.public)
        expectOpen(
          service.exposure === 'public' && port === service.port,
          `balancer -> ${name}`,
          { address },
          pods[name],
          port,
        );
      for (const address of [...elsewhere, ...addresses.data])
        expectOpen(false, `${address} -> ${name}`, { address }, pods[name], port);
      // AWS and payment providers.
      for (const address of elsewhere) expectOpen(port === 443, `${name} -> ${address}`, pods[name], { address }, port);
      for (const address of addresses.data) {
        const stores = Object.entries(storesOf(service)).filter(([, uses]) => uses);
        const designed = stores.some(([store]) => Reflect.get(storePorts, store) === port);
        expectOpen(designed, `${name} -> store ${address}`, pods[name], { address }, port);
        if (migrations[name])
          expectOpen(port === storePorts.aurora, `migration of ${name} -> store`, migrations[name], { address }, port);
      }
    }
  }
  return found;
}

const policyOf = ({ policies }: Cluster, name: string) => policies.find(({ metadata }) => metadata.name === name)!;
const remove = (cluster: Cluster, name: string) =>
  cluster.policies.splice(cluster.policies.indexOf(policyOf(cluster, name)), 1);
const everywhere = { ipBlock: { cidr: '0.0.0.0/0', except: [] } };

const mutations: Readonly<Record<string, (cluster: Cluster) => void>> = {
  'lets the cart call payment': (cluster) => {
    const podSelector = { matchLabels: { 'app.kubernetes.io/name': 'cart' } };
    policyOf(cluster, 'payment').spec.ingress[0]!.peers!.push({ podSelector });
    policyOf(cluster, 'cart').spec.egress.push({
      peers: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'payment' } } }],
      ports: [{ port: services.payment.port, protocol: 'TCP' }],
    });
  },
  'closes payment to the order service': (cluster) => {
    const { ingress } = policyOf(cluster, 'payment').spec;
    ingress[0]!.peers = ingress[0]!.peers!.filter(
      ({ podSelector }) => podSelector?.matchLabels['app.kubernetes.io/name'] !== 'order',
    );
  },
  'takes a callee out of what checkout may call': (cluster) => {
    const { spec } = policyOf(cluster, 'checkout');
    spec.egress = spec.egress.filter(({ ports: open }) => open?.[0]?.port !== services.cart.port);
  },
  'opens the gateway to the world': (cluster) => {
    policyOf(cluster, 'api-gateway').spec.ingress[0]!.peers!.push(everywhere);
  },
  'opens a service to every pod by an empty list of callers': (cluster) => {
    policyOf(cluster, 'user').spec.ingress[0]!.peers = [];
  },
  'forgets what HTTPS leaves out: OpenSearch is open to all': (cluster) => {
    policyOf(cluster, 'cart').spec.egress.push({ peers: [everywhere], ports: [{ port: 443, protocol: 'TCP' }] });
  },
  'gives the notifications Redis': (cluster) => {
    policyOf(cluster, 'notification').spec.egress.push({
      peers: [everywhere],
      ports: [{ port: 6379, protocol: 'TCP' }],
    });
  },
  'takes Aurora from the orders': (cluster) => {
    const { spec } = policyOf(cluster, 'order');
    spec.egress = spec.egress.filter(({ ports: open }) => open?.[0]?.port !== 5432);
  },
  'opens more than the port of a callee': (cluster) => {
    for (const policy of cluster.policies) {
      for (const opened of [...policy.spec.ingress, ...policy.spec.egress]) opened.ports = undefined;
    }
  },
  'leaves the migration without its policy': (cluster) => {
    remove(cluster, 'order-migration');
  },
  'gives the pods of a service another name': ({ pods }) => {
    const { address, pod } = pods.search;
    pods.search = { address, pod: { ...pod!, labels: { 'app.kubernetes.io/name': 'searching' } } };
  },
  'has neither default deny nor a policy for the service': (cluster) => {
    remove(cluster, 'default-deny');
    remove(cluster, 'recommendations');
  },
};

for (const side of ['primary', 'standby'] as const) {
  describe(`lesson 15: the network of the ${side}`, () => {
    it('has exactly the designed edges: of all 100 pairs, of stores, of the balancer and of the outside', async () => {
      const cluster = await clusterOn(side);

      expect(Object.keys(cluster.pods)).to.have.members(serviceNames);
      expect(violationsOf(cluster)).to.deep.equal([]);
    });
  });
}

describe('what is proven of the network', () => {
  for (const [title, mutate] of Object.entries(mutations)) {
    it(`is not so after a change that ${title}`, async () => {
      const mutant = structuredClone(await clusterOn('primary'));
      mutate(mutant);

      expect(violationsOf(mutant)).to.not.deep.equal([]);
    });
  }

  it('includes that names resolve and that roles are had', async () => {
    const { policies, pods } = await clusterOn('primary');
    const dns: Endpoint = {
      address: '10.30.0.8',
      pod: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    };
    for (const from of Object.values(pods)) {
      expect(isOpen(policies, { from, to: dns, port: 53, protocol: 'UDP' })).to.equal(true);
      expect(isOpen(policies, { from, to: { address: '169.254.170.23' }, port: 80 })).to.equal(true);
      expect(isOpen(policies, { from, to: { address: '169.254.169.254' }, port: 80 })).to.equal(false);
    }
  });
});
