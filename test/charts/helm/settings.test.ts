import { settingsOf } from '@evermart/contracts/settings';
import { type ServiceName, serviceNames, services } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { z } from 'zod';
import { containerOf, podEnvironment } from './pod-environment.ts';
import { objectsOf, releaseOf } from './rendered.ts';

/** Names of settings, in each of the places that must agree. */
interface Places {
  /** What the service's place in the topology brings. */
  readonly topology: readonly string[];
  /** What Terraform hands to the chart. */
  readonly values: readonly string[];
  /** What the process finds in the cluster. */
  readonly pod: readonly string[];
  /** What config.ts reads; and what of it must be there. */
  readonly config: readonly string[];
  readonly required: readonly string[];
}

/** What exists on a developer's machine only. */
const localOnly = ['SMTP_URL', 'SANDBOX_PROVIDER_URL', 'SANDBOX_WEBHOOK_SECRET'];
/** Read by Node.js and by the clients of AWS, not by config.ts. */
const readElsewhere = ['NODE_ENV', 'NODE_EXTRA_CA_CERTS', 'AWS_REGION'];

const Given = z.object({
  environment: z.record(z.string(), z.string()),
  secrets: z.array(z.object({ environment: z.record(z.string(), z.string()) })),
});

async function placesOf(service: ServiceName): Promise<Places> {
  const { environment, secrets } = Given.parse(releaseOf(service).values);
  const { Config } = (await import(`../../../services/${service}/config.ts`)) as { Config: z.ZodObject };
  return {
    topology: settingsOf(service).map(({ name }) => name),
    values: [environment, ...secrets.map((secret) => secret.environment)].flatMap(Object.keys),
    pod: Object.keys(podEnvironment(await objectsOf(service))),
    config: Object.keys(Config.shape),
    required: Object.entries(Config.shape).flatMap(([name, schema]) =>
      z.safeParse(schema, undefined).success ? [] : [name],
    ),
  };
}

function disagreementsOf({ topology, values, pod, config, required }: Places): readonly string[] {
  const missing = (names: readonly string[], from: readonly string[], what: string) =>
    names.filter((name) => !from.includes(name)).map((name) => `${name}: ${what}`);
  return [
    ...missing(topology, [...values, ...localOnly], 'in the topology, and Terraform does not give it'),
    ...missing(topology, config, 'in the topology, and config.ts does not read it'),
    ...missing(values, pod, 'given by Terraform, and the pod does not have it'),
    ...missing(pod, values, 'in the pod, and Terraform does not give it'),
    ...missing(pod, [...config, ...readElsewhere], 'in the pod, and nobody reads it'),
    ...missing(required, pod, 'required by config.ts, and the pod does not have it'),
  ];
}

const renamed = (names: readonly string[], name: string) =>
  names.map((other) => (other === name ? `${name}_RENAMED` : other));

for (const service of serviceNames) {
  describe(`the settings of ${service} in the cluster`, () => {
    it('agree: topology, Terraform, chart and config.ts', async () => {
      expect(disagreementsOf(await placesOf(service))).to.deep.equal([]);
    });

    it('do not after one of them is renamed in one place', async () => {
      const places = await placesOf(service);
      for (const place of ['topology', 'values', 'pod', 'config'] as const) {
        const others = (['topology', 'values', 'pod', 'config'] as const).filter((other) => other !== place);
        const sharedNames = places[place].filter((name) => others.some((other) => places[other].includes(name)));
        // What others read they look for by its own name; there is no second place of ours.
        for (const name of sharedNames.filter((shared) => place !== 'config' || !readElsewhere.includes(shared))) {
          const mutant = { ...places, [place]: renamed(places[place], name) };

          expect(disagreementsOf(mutant), `${name} in ${place}`).to.not.deep.equal([]);
        }
      }
    });

    it('lead to where the callees listen', async () => {
      const objects = await objectsOf(service);
      const addresses = Object.values(podEnvironment(objects)).flatMap((value) => {
        const [, name, port] = /^http:\/\/([a-z-]+):(\d+)$/.exec(value) ?? [];
        return name === undefined ? [] : [[name, Number(port)] as const];
      });

      expect(addresses.map(([name]) => name)).to.have.members(services[service].calls);
      for (const [name, port] of addresses) {
        const listening = containerOf(await objectsOf(name as ServiceName)).ports;
        expect(listening, name).to.deep.equal([{ name: 'http', containerPort: port }]);
      }
      expect(podEnvironment(objects).PORT).to.equal(String(containerOf(objects).ports[0]?.containerPort));
    });
  });
}
