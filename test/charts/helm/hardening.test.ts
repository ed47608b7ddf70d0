import { type ServiceName, serviceNames, services } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { z } from 'zod';
import { deregistrationSeconds } from '../../../modules/load-balancer/draining.ts';
import type { KubernetesObject } from '../../../scripts/charts/template-chart.ts';
import { objectsOf, releaseOf, render } from './rendered.ts';

const Probe = z.strictObject({
  httpGet: z.strictObject({ path: z.string(), port: z.literal('http') }),
  periodSeconds: z.number(),
  timeoutSeconds: z.number(),
  failureThreshold: z.number(),
});
const Container = z.looseObject({
  args: z.array(z.string()).optional(),
  securityContext: z.unknown(),
  resources: z.strictObject({ requests: z.record(z.string(), z.string()), limits: z.record(z.string(), z.string()) }),
});
const ServiceContainer = Container.extend({
  startupProbe: Probe,
  livenessProbe: Probe,
  readinessProbe: Probe,
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
});
const PodSpec = z.looseObject({
  securityContext: z.unknown(),
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.number().optional(),
  topologySpreadConstraints: z.array(z.looseObject({ topologyKey: z.string() })).default([]),
  containers: z.tuple([z.unknown()]),
});
const Workload = z.object({
  spec: z.looseObject({ replicas: z.number().optional(), template: z.object({ spec: PodSpec }) }),
});
const Autoscaler = z.object({
  spec: z.looseObject({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicas: z.number(),
    maxReplicas: z.number(),
  }),
});
const Budget = z.object({ spec: z.record(z.string(), z.unknown()) });

const only = (objects: readonly KubernetesObject[], kind: string): KubernetesObject => {
  const found = objects.filter((object) => object.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}`);
  return found[0]!;
};
const podOf = (object: KubernetesObject) => Workload.parse(object).spec.template.spec;

/** The Pod Security Standard `restricted`, and a root filesystem that can't be written. */
function expectHardened(object: KubernetesObject): void {
  const { securityContext, containers } = podOf(object);
  const [container] = containers;

  expect(securityContext).to.deep.include({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(Container.parse(container).securityContext).to.deep.equal({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
}

for (const service of serviceNames) {
  describe(`lesson 15: what ${service} is in the cluster`, () => {
    const deployment = async () => only(await objectsOf(service), 'Deployment');

    it('runs unprivileged, on a filesystem that it cannot write', async () => {
      expectHardened(await deployment());
    });

    it('is probed for start, life and readiness, where its app answers', async () => {
      const [container] = podOf(await deployment()).containers;
      const { startupProbe, livenessProbe, readinessProbe } = ServiceContainer.parse(container);

      expect(startupProbe.httpGet.path).to.equal('/health/live');
      expect(livenessProbe.httpGet.path).to.equal('/health/live');
      expect(readinessProbe.httpGet.path).to.equal('/health/ready');
    });

    it('goes on answering for longer than the load balancer takes to let go, and has time to finish', async () => {
      const { containers, terminationGracePeriodSeconds } = podOf(await deployment());
      const { seconds } = ServiceContainer.parse(containers[0]).lifecycle.preStop.sleep;

      expect(seconds).to.be.greaterThan(deregistrationSeconds);
      expect(terminationGracePeriodSeconds).to.be.at.least(seconds + 30);
    });

    it('asks for what it uses, and is held to its memory', async () => {
      const [container] = podOf(await deployment()).containers;
      const { requests, limits } = Container.parse(container).resources;

      expect(requests).to.include.keys('cpu', 'memory', 'ephemeral-storage');
      expect(limits.memory).to.equal(requests.memory);
    });

    it('is spread over zones and nodes', async () => {
      const { topologySpreadConstraints } = podOf(await deployment());

      expect(topologySpreadConstraints.map(({ topologyKey }) => topologyKey)).to.deep.equal([
        'topology.kubernetes.io/zone',
        'kubernetes.io/hostname',
      ]);
    });

    it('grows by itself, from what its region says; nothing else says how many pods run', async () => {
      const objects = await objectsOf(service);
      const { spec } = Autoscaler.parse(only(objects, 'HorizontalPodAutoscaler'));

      expect(spec.scaleTargetRef).to.deep.equal({ kind: 'Deployment', name: service });
      expect(spec.minReplicas).to.equal(releaseOf(service).values.replicas);
      expect(spec.minReplicas).to.be.at.least(2);
      expect(spec.maxReplicas).to.be.at.least(2 * spec.minReplicas);
      expect(Workload.parse(only(objects, 'Deployment')).spec).to.not.have.property('replicas');
    });

    it('can grow as far in the standby region', async () => {
      const [here, there] = await Promise.all([objectsOf(service), objectsOf(service, 'standby')]);
      const most = (objects: readonly KubernetesObject[]) =>
        Autoscaler.parse(only(objects, 'HorizontalPodAutoscaler')).spec.maxReplicas;

      expect(most(there)).to.equal(most(here));
    });

    it('loses one pod at a time to a drain, and a single pod never blocks one', async () => {
      for (const side of ['primary', 'standby'] as const) {
        const { spec } = Budget.parse(only(await objectsOf(service, side), 'PodDisruptionBudget'));

        expect(spec).to.include({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
        expect(spec).to.not.have.property('minAvailable');
      }
    });

    it('starts no pod and migrates nothing before its first release', async () => {
      const release = releaseOf(service);
      const image = release.values.image as Record<string, unknown>;
      const objects = await render({ ...release, values: { ...release.values, image: { ...image, version: 'none' } } });

      expect(Workload.parse(only(objects, 'Deployment')).spec.replicas).to.equal(0);
      expect(objects.map(({ kind }) => kind)).to.not.include.members(['HorizontalPodAutoscaler']);
      expect(objects.map(({ kind }) => kind)).to.not.include.members(['Job']);
    });
  });
}

const withDatabase = serviceNames.filter((name: ServiceName) => services[name].database !== undefined);

describe('a release of a service with a database', () => {
  for (const service of withDatabase) {
    it(`${service}: first migrates, by a hook that brings its own secret and way to the database`, async () => {
      const hooks = (await objectsOf(service)).filter(({ metadata }) => metadata.annotations?.['helm.sh/hook']);
      const weights = hooks.map(({ kind, metadata }) => [kind, Number(metadata.annotations?.['helm.sh/hook-weight'])]);
      const job = only(hooks, 'Job');

      expect(Object.fromEntries(weights)).to.deep.equal({ ExternalSecret: -10, NetworkPolicy: -10, Job: 0 });
      expect(new Set(hooks.map(({ metadata }) => metadata.annotations?.['helm.sh/hook']))).to.deep.equal(
        new Set(['pre-install,pre-upgrade']),
      );
      expect(podOf(job).containers[0]).to.deep.include({ envFrom: [{ secretRef: { name: `${service}-migration` } }] });
      expectHardened(job);
    });
  }

  it('is the only one with a job', async () => {
    for (const service of serviceNames.filter((name) => !withDatabase.includes(name))) {
      expect((await objectsOf(service)).map(({ kind }) => kind)).to.not.include('Job');
    }
  });
});
