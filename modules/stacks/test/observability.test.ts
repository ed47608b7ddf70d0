import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { resourcesIn, stackWithId, synthesized } from '../../../test/support/synthesized.ts';
import { maxConnectionsOf } from '../observability/aurora-alarms.ts';
import { countedEvents } from '../observability/service-log-metrics.ts';

const services = join(import.meta.dirname, '../../../services');

/** What a service, or what it shares with others, is written in. */
function sourcesOf(folder: string): string {
  return readdirSync(join(services, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .filter(({ parentPath }) => !/node_modules|\/test(\/|$)/.test(parentPath))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .join('\n');
}

const kit = sourcesOf('_kit');

/** `*.failing` is written with the name of whoever fails. */
const isLogged = (event: string, source: string) =>
  event.startsWith('*.') ? source.includes(`}${event.slice(1)}\``) : source.includes(`event: '${event}'`);

describe('what is counted in log lines', () => {
  for (const { event, services: names } of countedEvents) {
    it(`"${event}" is logged by each service that it is counted for`, () => {
      const silent = names.filter((service) => !isLogged(event, `${kit}\n${sourcesOf(service)}`));

      expect(silent).to.deep.equal([]);
    });
  }

  it('would notice an event that nobody logs', () => {
    expect(isLogged('checkout.renamed', sourcesOf('checkout'))).to.equal(false);
    expect(isLogged('*.broken', kit)).to.equal(false);
  });
});

describe('the connections that an instance of Aurora takes', () => {
  it('grow with its memory, to 5,000 at most', () => {
    expect(maxConnectionsOf('db.t4g.medium')).to.be.within(350, 450);
    expect(maxConnectionsOf('db.r7g.large')).to.be.within(1_500, 1_900);
    expect(maxConnectionsOf('db.r7g.2xlarge')).to.equal(5_000);
    expect(maxConnectionsOf('db.r7g.16xlarge')).to.equal(5_000);
  });

  it('are not guessed for a size that is unknown', () => {
    expect(() => maxConnectionsOf('db.r7g.micro')).to.throw('db.r7g.micro');
  });
});

const regions = ['eu-west-1', 'eu-central-1'] as const;
const observability = (region: string) => stackWithId(synthesized(), `production-${region}-observability`);

describe('costs', () => {
  it("are watched once an environment: a bill is the account's", () => {
    const budgets = regions.map((region) => resourcesIn(observability(region), 'aws_budgets_budget').length);

    expect(budgets).to.deep.equal([1, 0]);
  });
});

describe('dashboards', () => {
  it('have the region in their names, since an account has one of a name', () => {
    const names = regions.flatMap((region) =>
      resourcesIn(observability(region), 'aws_cloudwatch_dashboard').map(
        ({ arguments: found }) => found.dashboard_name,
      ),
    );

    expect(names).to.have.length(22);
    expect(new Set(names).size).to.equal(22);
  });
});
