import { expect } from 'chai';
import { reviewOf } from './plan-text.ts';

const kindsOf = (...given: Parameters<typeof reviewOf>) => reviewOf(...given).stack.changes.map(({ kind }) => kind);

describe('what happens to a resource', () => {
  it('is a replacement, whichever comes first', () => {
    const first = reviewOf([{ change: { actions: ['create', 'delete'], before: {}, after: {} } }]);

    expect(first.stack.changes[0]).to.include({ kind: 'replace' });
    expect(first.stack.changes[0]?.remarks).to.include('made before the old one goes');
    expect(kindsOf([{ change: { actions: ['delete', 'create'], before: {}, after: {} } }])).to.deep.equal(['replace']);
  });

  it('names what makes a replacement necessary', () => {
    const { text } = reviewOf([
      {
        change: {
          actions: ['delete', 'create'],
          before: { cidr_block: 'a' },
          after: { cidr_block: 'b' },
          replace_paths: [['cidr_block']],
        },
      },
    ]);

    expect(text).to.include('because of cidr\\_block');
  });

  it('is nothing where Terraform does nothing, or looks at a data source', () => {
    expect(kindsOf([{}, { type: 'aws_region', mode: 'data', change: { actions: ['read'] } }])).to.deep.equal([]);
  });

  it('is a move where only the address changes', () => {
    const { stack, text } = reviewOf([{ previous_address: 'aws_vpc.old' }]);

    expect(stack.changes[0]).to.include({ kind: 'move' });
    expect(text).to.include('from aws\\_vpc.old');
  });

  it('is an import where an existing thing comes under Terraform', () => {
    const { stack, text } = reviewOf([
      { change: { actions: ['no-op'], before: {}, after: {}, importing: { id: 'vpc-1' } } },
    ]);

    expect(stack.changes[0]).to.include({ kind: 'import' });
    expect(text).to.include('imported from vpc-1');
  });

  it('is forgotten where a removed block lets it live', () => {
    const { stack, refused } = reviewOf([
      { type: 'aws_rds_cluster', change: { actions: ['forget'], before: {}, after: null } },
    ]);

    expect(stack.changes[0]).to.include({ kind: 'forget' });
    expect(refused).to.deep.equal([]);
  });

  it('names what is deferred to a later plan', () => {
    const deferred_changes = [
      {
        reason: 'provider_config_unknown',
        resource_change: {
          address: 'helm_release.x',
          mode: 'managed',
          type: 'helm_release',
          change: { actions: ['create'] },
        },
      },
    ];

    expect(reviewOf([], [], { deferred_changes }).text).to.match(/deferred.*helm_release\.x.*provider config unknown/);
  });

  it('comes with the names of the changed arguments, without those that only AWS tells', () => {
    const { stack } = reviewOf([
      {
        change: {
          actions: ['update'],
          before: { arn: 'a', retention: 7, tags: null, tags_all: { a: '1' } },
          after: { retention: 30, tags: null, tags_all: { a: '2' } },
          after_unknown: { arn: true },
        },
      },
    ]);

    expect(stack.changes[0]?.changed).to.deep.equal(['retention']);
  });

  it('stands in modules and for each key as Terraform writes it', () => {
    const address = 'module.a["x|y"].aws_vpc.it[0]';

    expect(reviewOf([{ address, change: { actions: ['create'], after: {} } }]).text).to.include(
      '`module.a["x\\|y"].aws_vpc.it[0]`',
    );
  });

  it('says that Terraform stopped half way', () => {
    expect(reviewOf([], [], { errored: true }).text).to.include('stopped half way');
  });
});
