import { settingsOf } from '@evermart/contracts/settings';
import { callersOf, serviceNames, services } from '@evermart/contracts/topology';
import { expect } from 'chai';
import type { z } from 'zod';
import { namesOf } from '../../naming.ts';
import { topologySecrets } from '../../secret/topology-secrets.ts';
import { arnsOf } from '../../stacks/arns.ts';
import { environmentOf, type ServiceSurroundings } from '../service-environment.ts';
import { networkOf } from '../service-network.ts';
import { secretsOf } from '../service-secrets.ts';

const region = 'eu-west-1';
const account = '111111111111';
const names = namesOf('dev', region);
const around: ServiceSurroundings = {
  region,
  account,
  names,
  arns: arnsOf({ partition: 'aws', account, region, names }),
  domain: 'shop.example.com',
  searchHost: 'search.internal',
  userPool: {
    id: 'eu-west-1_a',
    issuer: 'https://issuer.test/eu-west-1_a',
    gatewayClientId: 'web',
    mobileClientId: 'app',
  },
};
const hosts = { database: 'aurora.internal', redis: 'redis.internal', search: 'search.internal' };

/** What exists on a developer's machine only. */
const localOnly = ['SMTP_URL', 'SANDBOX_PROVIDER_URL', 'SANDBOX_WEBHOOK_SECRET'];

/** As External Secrets fills a template: each key with a value that fits. */
const filled = (template: string) =>
  template.replaceAll(/\{\{ \.(\w+) \}\}/g, (_, key: string) =>
    key.endsWith('_KEYS') ? `k1:${'a'.repeat(43)}` : `a-value-of-${key}`,
  );

for (const service of serviceNames) {
  describe(`the settings of ${service}`, () => {
    const environment = environmentOf(service, around);
    const secrets = secretsOf(service, hosts);
    const fromSecrets = secrets.map((secret) => secret.environment);
    const all: Record<string, string> = Object.assign({}, environment, ...fromSecrets);

    it('are all given, but for what a developer alone has', () => {
      const missing = settingsOf(service)
        .map(({ name }) => name)
        .filter((name) => all[name] === undefined);

      expect(localOnly).to.include.members(missing);
      expect(settingsOf(service).filter(({ name, required }) => required && missing.includes(name))).to.deep.equal([]);
    });

    it('are what its config.ts accepts', async () => {
      const { Config } = (await import(`../../../services/${service}/config.ts`)) as { Config: z.ZodType };
      const values = Object.fromEntries(Object.entries(all).map(([name, template]) => [name, filled(template)]));

      expect(Config.safeParse(values).error?.issues ?? []).to.deep.equal([]);
    });

    it('are given once, from one place', () => {
      const given = [environment, ...fromSecrets].flatMap((some) => Object.keys(some));

      expect(new Set(given).size).to.equal(given.length);
    });

    it('have no secret in the plain part', () => {
      const plain = settingsOf(service).filter(({ name, secret }) => secret && environment[name] !== undefined);

      // OpenSearch is asked with signed requests: its address is all.
      expect(['OPENSEARCH_URL']).to.include.members(plain.map(({ name }) => name));
      expect(JSON.stringify(environment)).to.not.match(/\{\{|\/\/[^/"]*@/);
    });

    it('name only keys that their secrets have', () => {
      for (const { secret, environment: templates } of secrets) {
        const content = Reflect.get(topologySecrets, secret)?.content ?? { username: '', password: '' };
        const asked = Object.values(templates).flatMap((template) =>
          [...template.matchAll(/\{\{ \.(\w+) \}\}/g)].map(([, key]) => key),
        );

        expect(Object.keys(content), secret).to.include.members(asked);
      }
    });
  });
}

describe('a secret that an operator puts by hand', () => {
  it('does not keep a service from starting; the others are needed', () => {
    const optional = serviceNames.flatMap((service) => secretsOf(service, hosts).filter((secret) => secret.optional));

    expect(optional.map(({ secret }) => secret)).to.deep.equal(['payment-stripe']);
  });
});

describe('the network of a service', () => {
  const network = { cidr: '10.10.0.0/16', zones: 2 };

  for (const service of serviceNames) {
    it(`is, for ${service}, its callers, its callees and its stores`, () => {
      const { callers, callees, stores } = networkOf(service, network);
      const { database, redis, openSearch, calls } = services[service];

      expect(callers).to.deep.equal(callersOf(service));
      expect(callees.map(({ service: callee }) => callee)).to.deep.equal(calls);
      expect(stores.map(({ port }) => port)).to.have.members([
        ...(database === undefined ? [] : [5432]),
        ...(redis ? [6379] : []),
        ...(openSearch ? [443] : []),
      ]);
    });
  }

  it('is open to the load balancer for the gateway alone, from the public subnets', () => {
    const open = serviceNames.filter((service) => networkOf(service, network).publicFrom.length > 0);

    expect(open).to.deep.equal(['api-gateway']);
    expect(networkOf('api-gateway', network).publicFrom).to.deep.equal(['10.10.192.0/21', '10.10.200.0/21']);
  });
});
