import { expect } from 'chai';
import { onEmulator, withLocalState } from '../emulated.ts';
import { liftProtection } from '../lift-protection.ts';
import type { ProviderSchema } from '../provider-schema.ts';
import type { TerraformJson } from '../terraform-json.ts';

const stack: TerraformJson = {
  terraform: { backend: { s3: {} }, required_providers: { aws: { source: 'aws', version: '6.25.0' } } },
  provider: {
    aws: [
      { region: 'a', allowed_account_ids: ['1'] },
      { region: 'b', alias: 'b', assume_role: [{}] },
    ],
  },
  resource: {
    aws_store: {
      one: { name: 'x', deletion_protection: true, lifecycle: { prevent_destroy: true, ignore_changes: ['y'] } },
    },
    aws_plain: { one: { name: 'x', lifecycle: { prevent_destroy: true } } },
  },
};

const emulation = {
  urls: { ministack: 'http://one', moto: 'http://two' },
  services: ['ec2', 's3'],
  accountId: '123456789012',
};

const schema: ProviderSchema = {
  provider: { block: {} },
  resource_schemas: {
    aws_store: { block: { attributes: { name: {}, deletion_protection: {}, skip_final_snapshot: {} } } },
    aws_plain: { block: { attributes: { name: {} } } },
  },
};

describe('a copy for the emulators', () => {
  it('keeps its state in its folder, and takes the provider that is there', () => {
    const { terraform } = withLocalState(stack, '5.100.0');

    expect(terraform.backend).to.equal(undefined);
    expect(terraform.required_providers.aws).to.deep.equal({ source: 'aws', version: '5.100.0' });
  });

  it('signs every provider in to one emulator, aliases too, and still checks the account', () => {
    const [first, second] = onEmulator(stack, 'moto', emulation).provider.aws ?? [];

    for (const provider of [first, second]) {
      expect(provider?.endpoints).to.deep.equal([{ ec2: 'http://two', s3: 'http://two' }]);
      expect(provider?.access_key).to.equal('123456789012');
      expect(provider?.skip_requesting_account_id).to.equal(false);
      expect(provider).to.not.have.property('assume_role');
    }
    expect(first?.allowed_account_ids).to.deep.equal(['1']);
    expect(second?.alias).to.equal('b');
  });

  it('can be destroyed once its protection is lifted, with arguments that the type has and no others', () => {
    const { json, addresses } = liftProtection(stack, schema);

    expect(addresses).to.deep.equal(['aws_store.one']);
    expect(json.resource?.aws_store?.one).to.deep.equal({
      name: 'x',
      deletion_protection: false,
      skip_final_snapshot: true,
      lifecycle: { ignore_changes: ['name'] },
    });
    expect(json.resource?.aws_plain?.one).to.deep.equal({ name: 'x', lifecycle: { ignore_changes: 'all' } });
  });

  it('needs no apply where only Terraform itself refuses', () => {
    const { aws_plain: plain } = stack.resource ?? {};

    expect(liftProtection({ ...stack, resource: { aws_plain: plain ?? {} } }, schema).addresses).to.deep.equal([]);
  });
});
