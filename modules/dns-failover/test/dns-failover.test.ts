import { readinessPath, takeoverAnswer, takeoverPath } from '@evermart/contracts/http/region-probes';
import { createHealth } from '@evermart/kit/health';
import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { DnsFailover, type RegionalOrigin } from '../dns-failover.ts';
import { type Answer, Dns, leadsTo, type World } from './route53.ts';

const apiName = 'api-origin.shop.example';

const originIn = (region: string): RegionalOrigin => ({
  region,
  hostName: `${region}.${apiName}`,
  loadBalancer: { dnsName: `${region}.elb.example`, zoneId: `Z-${region}` },
});
const primary = originIn('eu-west-1');
const standby = originIn('eu-central-1');

function synthesized(pair: { standby?: RegionalOrigin } = { standby }): Dns {
  const json = Testing.synthScope(
    (scope) =>
      void new DnsFailover(scope as TerraformStack, 'failover', {
        name: 'evermart-dev',
        zoneId: 'Z1',
        hostName: apiName,
        primary,
        ...pair,
      }),
  );
  return z.object({ resource: Dns }).parse(JSON.parse(json)).resource;
}

const ok = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });
const redirect: Answer = { status: 302, body: '' };
const notFound: Answer = { status: 404, body: JSON.stringify({ type: '/problems/not-found' }) };

const primaries = {
  ready: ok({ status: 'ready', checks: {} }),
  'not ready': { status: 503, body: JSON.stringify({ status: 'not-ready' }) },
  away: undefined,
} as const;

/** What the standby says about taking over. */
const standbys = {
  'takes over': ok(takeoverAnswer),
  'takes over and says more': ok({ region: 'eu-central-1', ...takeoverAnswer }),
  'has no such path': notFound,
  'serves a page there': ok('<!doctype html><title>The shop</title>'),
  'says that it waits': ok({ status: 'waiting' }),
  redirects: redirect,
  fails: { status: 500, body: JSON.stringify({ status: 'error' }) },
  'is away': undefined,
} as const;

const takesOver = (state: keyof typeof standbys) => state.startsWith('takes over');

interface Row {
  readonly title: string;
  readonly world: World;
  readonly leadsTo: string;
}

/** Every state of the primary with every state of the standby, while both have pods. */
const rows: readonly Row[] = Object.entries(primaries).flatMap(([first, readiness]) =>
  Object.entries(standbys).map(([second, signal]) => {
    const serving = first === 'ready' && !takesOver(second as keyof typeof standbys) ? primary : standby;
    return {
      title: `primary ${first}, standby ${second}: ${serving === primary ? 'primary' : 'standby'}`,
      world: {
        ask: (host, path) => {
          if (host === primary.hostName) return path === readinessPath ? readiness : notFound;
          if (host === standby.hostName) return path === takeoverPath ? signal : ok({ status: 'ready' });
          return undefined;
        },
        hasTargets: () => true,
      },
      leadsTo: serving.loadBalancer.dnsName,
    };
  }),
);

describe('which region the API leads to', () => {
  for (const { title, world, leadsTo: expected } of rows) {
    it(title, () => {
      expect(leadsTo(synthesized(), apiName, world)).to.equal(expected);
    });
  }

  it('is the primary while the standby is lost and says nothing, and still when it was taking over', () => {
    const lost: World = {
      ask: (host) => (host === primary.hostName ? primaries.ready : undefined),
      hasTargets: (dnsName) => dnsName === primary.loadBalancer.dnsName,
    };

    expect(leadsTo(synthesized(), apiName, lost)).to.equal(primary.loadBalancer.dnsName);
  });

  it('is the standby when the primary region is gone, with its health checks, pods and all', () => {
    const gone: World = {
      ask: (host) => (host === standby.hostName ? notFound : undefined),
      hasTargets: (dnsName) => dnsName === standby.loadBalancer.dnsName,
    };

    expect(leadsTo(synthesized(), apiName, gone)).to.equal(standby.loadBalancer.dnsName);
  });

  it('is the primary when both are gone: a standby without pods helps nobody', () => {
    const bothGone: World = { ask: () => undefined, hasTargets: () => false };

    expect(leadsTo(synthesized(), apiName, bothGone)).to.equal(primary.loadBalancer.dnsName);
  });

  it("is always the only region's where there is no standby, without a health check to pay for", () => {
    const dns = synthesized({});

    expect(leadsTo(dns, apiName, { ask: () => undefined, hasTargets: () => false })).to.equal(
      primary.loadBalancer.dnsName,
    );
    expect(dns.aws_route53_health_check).to.deep.equal({});
  });
});

/** Changes that would leave a table which looks right at a glance. */
const mistakes: Readonly<Record<string, (dns: Dns) => void>> = {
  'the signal is not inverted': (dns) => {
    for (const check of Object.values(dns.aws_route53_health_check)) check.invert_healthcheck = false;
  },
  'one of the two checks is enough': (dns) => {
    for (const check of Object.values(dns.aws_route53_health_check)) check.child_health_threshold = 1;
  },
  'a status is enough for a signal': (dns) => {
    for (const check of Object.values(dns.aws_route53_health_check)) delete check.search_string;
  },
  'the primary is asked for the signal': (dns) => {
    for (const check of Object.values(dns.aws_route53_health_check)) {
      if (check.resource_path === takeoverPath) check.fqdn = primary.hostName;
    }
  },
  'the standby is asked whether the primary is ready': (dns) => {
    for (const check of Object.values(dns.aws_route53_health_check)) {
      if (check.resource_path === readinessPath) check.fqdn = standby.hostName;
    }
  },
  'the result is inverted': (dns) => {
    for (const check of Object.values(dns.aws_route53_health_check)) {
      if (check.type === 'CALCULATED') check.invert_healthcheck = true;
    }
  },
  'the primary has no health check': (dns) => {
    for (const record of Object.values(dns.aws_route53_record)) {
      if (typeof record === 'object' && record !== null) Reflect.deleteProperty(record, 'health_check_id');
    }
  },
};

describe('the table of regions', () => {
  for (const [mistake, make] of Object.entries(mistakes)) {
    it(`shows it when ${mistake}`, () => {
      const dns = synthesized();

      make(dns);

      expect(rows.filter(({ world, leadsTo: expected }) => leadsTo(dns, apiName, world) !== expected)).to.not.be.empty;
    });
  }
});

describe('the health checks', () => {
  it('ask endpoints every 10 s, over TLS with the name that they ask, and no alarm', () => {
    const checks = Object.values(synthesized().aws_route53_health_check);

    const endpoints = checks.filter(({ type }) => type !== 'CALCULATED');

    expect(endpoints).to.have.length(2);
    for (const check of endpoints) {
      expect(check).to.include({ port: 443, request_interval: 10, enable_sni: true });
      expect(check.failure_threshold).to.be.at.most(3);
    }
  });

  it('ask a path that every service answers', () => {
    const { router } = createHealth([]);

    const paths = router.stack.flatMap(({ route }) => (route === undefined ? [] : [route.path]));

    expect(paths).to.include(readinessPath);
  });

  it('stay away from the serving name itself: they find the regions by names of their own', () => {
    const dns = synthesized();

    for (const { region, hostName, loadBalancer } of [primary, standby]) {
      const nobody: World = { ask: () => undefined, hasTargets: () => false };
      expect(leadsTo(dns, hostName, nobody), region).to.equal(loadBalancer.dnsName);
    }
  });
});
