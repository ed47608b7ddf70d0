import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { Certificate } from '../certificate.ts';

const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

function resourcesFor(hostNames: readonly string[]) {
  const json = Testing.synthScope(
    (scope) => void new Certificate(scope as TerraformStack, 'certificate', { hostNames, zoneId: 'Z1' }),
  );
  const { resource } = Json.parse(JSON.parse(json));
  return (type: string) => Object.entries(resource[type] ?? {}).map(([id, block]) => ({ id, block }));
}

describe('a certificate', () => {
  it('proves each of its names by a record of its own in the zone, and waits for all of them', () => {
    const resources = resourcesFor(['shop.example', 'www.shop.example']);

    const records = resources('aws_route53_record');
    const [validation] = resources('aws_acm_certificate_validation');

    expect(records).to.have.length(2);
    expect(validation?.block.validation_record_fqdns).to.have.members(
      records.map(({ id }) => `\${aws_route53_record.${id}.fqdn}`),
    );
    for (const name of ['shop.example', 'www.shop.example']) {
      expect(
        records.filter(({ block }) => String(block.name).includes(`option.domain_name == "${name}"`)),
      ).to.have.length(1);
    }
  });

  it('is made before the one that it replaces goes', () => {
    const [certificate] = resourcesFor(['shop.example'])('aws_acm_certificate');

    expect(certificate?.block.lifecycle).to.deep.include({ create_before_destroy: true });
  });

  it('refuses a wildcard and an empty list, by name', () => {
    expect(() => resourcesFor(['*.shop.example'])).to.throw(/\*\.shop\.example/);
    expect(() => resourcesFor([])).to.throw(/at least one host name/);
  });
});
