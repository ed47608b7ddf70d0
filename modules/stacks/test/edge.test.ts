import { Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { environments } from '../../environments.ts';
import { EdgeStack } from '../edge.ts';
import { RegionalEdgeStack } from '../regional-edge.ts';

const Blocks = z.record(z.string(), z.record(z.string(), z.looseObject({})));
const Json = z.object({
  provider: z.object({ aws: z.array(z.looseObject({ region: z.string() })) }),
  resource: Blocks,
  data: Blocks,
});

const named = (name: string) => environments.find((environment) => environment.name === name)!;

function edgeOf(name: string) {
  const environment = named(name);
  const region = environment.witness ?? environment.primary.region;
  const stack = new EdgeStack(Testing.app(), { environment, region, role: 'global' });
  const { provider, resource, data } = Json.parse(JSON.parse(Testing.synth(stack)));
  return {
    environment,
    regions: provider.aws.map((aws) => aws.region),
    of: (type: string) => Object.values(resource[type] ?? {}),
    read: (type: string) => Object.values(data[type] ?? {}),
  };
}

describe('the edge', () => {
  it('asks no serving region for anything, so that it plans while one is gone', () => {
    const { environment, regions, read } = edgeOf('production');

    expect(regions).to.have.members([environment.witness, 'us-east-1']);
    expect(read('aws_ssm_parameter')).to.not.be.empty;
    for (const type of ['aws_ssm_parameter', 'aws_secretsmanager_secret_version']) {
      for (const { provider } of read(type)) expect(provider, type).to.equal(undefined);
    }
  });

  it("leads the site's names to the distribution, by IPv4 and IPv6", () => {
    const { environment, of } = edgeOf('production');
    const records = of('aws_route53_record');

    for (const name of [environment.domain, `www.${environment.domain}`]) {
      const types = records.filter(
        (record) => record.name === name && JSON.stringify(record).includes('_distribution.'),
      );
      expect(
        types.map(({ type }) => type),
        name,
      ).to.have.members(['A', 'AAAA']);
    }
  });

  it('proves the mail of both regions: three keys, and where bounces go, for each; one policy for the domain', () => {
    const { environment, of } = edgeOf('production');
    const { primary, standby, domain } = environment;
    const records = of('aws_route53_record');
    const ofType = (type: string) => records.filter((record) => record.type === type);

    const keys = ofType('CNAME').filter(({ name }) => String(name).includes('._domainkey.'));

    expect(keys).to.have.length(6);
    expect(ofType('MX').map(({ name }) => name)).to.have.members([
      `mail-${primary.region}.${domain}`,
      `mail-${standby?.region}.${domain}`,
    ]);
    expect(ofType('TXT').filter(({ name }) => String(name).startsWith('_dmarc.'))).to.have.length(1);
  });

  it('of one region has no half that waits: no health check, no failover, no origin group', () => {
    const { of } = edgeOf('dev');
    const [distribution] = of('aws_cloudfront_distribution');

    expect(of('aws_route53_health_check')).to.deep.equal([]);
    expect(of('aws_route53_record').filter((record) => record.failover_routing_policy !== undefined)).to.deep.equal([]);
    expect(distribution?.origin_group ?? []).to.deep.equal([]);
    expect(distribution?.origin).to.have.length(3);
  });

  it('keeps its name for the API in every environment, so that dev differs from production by its records only', () => {
    for (const { name, domain } of environments) {
      const origins = JSON.stringify(edgeOf(name).of('aws_cloudfront_distribution')[0]?.origin);

      expect(origins, name).to.include(`"domain_name":"api-origin.${domain}"`);
    }
  });
});

describe("a region's half of the edge", () => {
  it('admits the distribution to the buckets of that region, asking home and no other region', () => {
    const environment = named('production');
    const region = environment.standby!.region;
    const stack = new RegionalEdgeStack(Testing.app(), { environment, region, role: 'standby' });
    const { provider, resource } = Json.parse(JSON.parse(Testing.synth(stack)));

    const buckets = Object.values(resource.aws_s3_bucket_policy ?? {}).map(({ bucket }) => bucket);

    expect(provider.aws.map((aws) => aws.region)).to.have.members([region, environment.witness]);
    expect(buckets).to.have.members([`evermart-production-${region}-static`, `evermart-production-${region}-media`]);
  });
});
