import { expect } from 'chai';
import type { ProviderSchema } from '../provider-schema.ts';
import { stripUnknown } from '../strip-unknown.ts';
import type { TerraformJson } from '../terraform-json.ts';

const schema: ProviderSchema = {
  provider: { block: { attributes: { region: {} } } },
  resource_schemas: {
    aws_table: {
      block: {
        attributes: { name: {}, settings: { nested_type: { attributes: { mode: {} } } } },
        block_types: { replica: { block: { attributes: { region_name: {} } } } },
      },
    },
  },
};

const stack = (block: object, type = 'aws_table'): TerraformJson => ({
  terraform: { required_providers: {} },
  provider: { aws: [{ region: 'eu-west-1', alias: 'x' }] },
  resource: { [type]: { one: { ...block } } },
});

describe('what the provider does not know', () => {
  it('is left out and told, at any depth', () => {
    const given = { name: 'a', mode: 1, replica: [{ region_name: 'b', strength: 2 }], settings: { mode: 1, other: 2 } };

    const { json, unknown } = stripUnknown(stack(given), schema);

    expect(unknown).to.deep.equal(['aws_table.mode', 'aws_table.replica.strength', 'aws_table.settings.other']);
    expect(json.resource?.aws_table?.one).to.deep.equal({
      name: 'a',
      replica: [{ region_name: 'b' }],
      settings: { mode: 1 },
    });
  });

  it('is told in dynamic blocks too', () => {
    const given = { dynamic: { replica: [{ for_each: [], content: { region_name: 'b', strength: 2 } }] } };

    const { json, unknown } = stripUnknown(stack(given), schema);

    expect(unknown).to.deep.equal(['aws_table.replica.strength']);
    expect(json.resource?.aws_table?.one).to.deep.equal({
      dynamic: { replica: [{ for_each: [], content: { region_name: 'b' } }] },
    });
  });

  it('is a whole type, which is told and left to the caller', () => {
    const { json, unknown } = stripUnknown(stack({ name: 'a' }, 'aws_new'), schema);

    expect(unknown).to.deep.equal(['aws_new']);
    expect(json.resource?.aws_new).to.deep.equal({ one: { name: 'a' } });
  });

  it('is nothing where every argument is known, and meta-arguments always are', () => {
    const given = { '//': {}, name: 'a', lifecycle: {}, provider: 'aws.x', depends_on: [] };

    const { json, unknown } = stripUnknown(stack(given), schema);

    expect(unknown).to.deep.equal([]);
    expect(json).to.deep.equal(stack(given));
  });
});
