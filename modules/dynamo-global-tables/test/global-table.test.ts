import { type Table, tables } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { resourcesOf } from '../../test/resources-of.ts';
import { GlobalTable, type GlobalTableProps } from '../global-table.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/mrk-1';
const replica = { region: 'eu-central-1', keyArn: 'arn:aws:kms:eu-central-1:111111111111:key/mrk-1' };
const inTwoRegions = { replica, witness: 'eu-west-3' };

const make = (table: Table, regions: Pick<GlobalTableProps, 'replica' | 'witness'> = {}) =>
  resourcesOf(
    (stack) => new GlobalTable(stack, 'table', { name: `evermart-dev-${table.name}`, table, keyArn, ...regions }),
  ).only('aws_dynamodb_table');

describe('a global table', () => {
  for (const table of Object.values(tables)) {
    it(`is protected and encrypted in both regions and can be restored to any second: ${table.name}`, () => {
      const made = make(table, inTwoRegions);

      expect(made).to.deep.include({
        deletion_protection_enabled: true,
        point_in_time_recovery: { enabled: true },
        server_side_encryption: { enabled: true, kms_key_arn: keyArn },
        lifecycle: { prevent_destroy: true },
      });
      expect((made.replica as object[])[0]).to.include({
        region_name: 'eu-central-1',
        kms_key_arn: replica.keyArn,
        point_in_time_recovery: true,
        deletion_protection_enabled: true,
      });
    });

    it(`describes exactly the attributes that its keys and indexes use: ${table.name}`, () => {
      const { attribute, hash_key, range_key, global_secondary_index = [] } = make(table);

      const used = [{ hash_key, range_key }, ...(global_secondary_index as object[])].flatMap((keys) => [
        Reflect.get(keys, 'hash_key'),
        Reflect.get(keys, 'range_key'),
      ]);
      expect((attribute as { name: string }[]).map(({ name }) => name)).to.have.members([
        ...new Set(used.filter((name) => name !== undefined)),
      ]);
    });

    it(`is one table in one region where there is no standby: ${table.name}`, () => {
      expect(make(table)).to.not.have.any.keys('replica', 'global_table_witness', 'stream_enabled');
    });
  }

  it('is the journal: written in both regions before it is acknowledged, with a witness in a third', () => {
    const journal = make(tables.checkouts, inTwoRegions);

    expect((journal.replica as object[])[0]).to.include({ consistency_mode: 'STRONG' });
    expect(journal.global_table_witness).to.deep.equal({ region_name: 'eu-west-3' });
    expect(journal).to.not.have.any.keys('ttl', 'stream_enabled');
  });

  it('expires items and replicates by streams where it is eventually consistent', () => {
    const carts = make(tables.carts, inTwoRegions);

    expect(carts).to.deep.include({ ttl: { enabled: true, attribute_name: 'expiresAtSeconds' } });
    expect(carts).to.include({ stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES' });
    expect((carts.replica as object[])[0]).to.not.have.property('consistency_mode');
    expect(carts).to.not.have.property('global_table_witness');
  });

  it('refuses what strong consistency does not have', () => {
    const expiring = { ...tables.checkouts, ttlAttribute: 'expiresAtSeconds' };

    expect(() => make(expiring, inTwoRegions)).to.throw('can\'t expire items by "expiresAtSeconds"');
    expect(() => make(tables.checkouts, { replica })).to.throw('needs a third region as its witness, not undefined');
    expect(() => make(tables.checkouts, { replica, witness: 'eu-central-1' })).to.throw('not eu-central-1');
  });
});
