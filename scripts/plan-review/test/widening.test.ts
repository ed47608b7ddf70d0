import { expect } from 'chai';
import { reviewOf } from './plan-text.ts';

interface GivenStatement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

const policy = (...statements: readonly GivenStatement[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });

/** What a review says of one change. */
function widened(type: string, before: object | null, after: object | null, marks: object = {}): readonly string[] {
  const actions = before === null ? ['create'] : after === null ? ['delete'] : ['update'];
  const { stack } = reviewOf([{ type, change: { actions, before, after, ...marks } }]);
  return stack.findings.flatMap((finding) => finding.widened);
}

const ofPolicy = (before: readonly GivenStatement[], after: readonly GivenStatement[]) =>
  widened('aws_iam_role_policy', { policy: policy(...before) }, { policy: policy(...after) });

const read = { Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::media/*'] };

describe('a policy', () => {
  const widening: readonly [string, readonly GivenStatement[], readonly GivenStatement[], string][] = [
    ['every action of a service', [read], [{ ...read, Action: ['s3:*'] }], 'allows every action: s3:*'],
    ['any resource', [read], [{ ...read, Resource: '*' }], 'allows any resource: *'],
    ['an action more', [read], [{ ...read, Action: ['s3:GetObject', 's3:PutObject'] }], 'allows more: s3:PutObject'],
    [
      'a resource more',
      [read],
      [{ ...read, Resource: ['arn:aws:s3:::media/*', 'arn:aws:s3:::lake/*'] }],
      'reaches further: arn:aws:s3:::lake/*',
    ],
    [
      'a principal more',
      [{ ...read, Principal: { AWS: 'arn:aws:iam::1:root' } }],
      [{ ...read, Principal: { AWS: ['arn:aws:iam::1:root', 'arn:aws:iam::2:root'] } }],
      'lets in AWS:arn:aws:iam::2:root',
    ],
    [
      'everyone',
      [{ ...read, Principal: { AWS: 'arn:aws:iam::1:root' } }],
      [{ ...read, Principal: '*' }],
      'lets in everyone',
    ],
    ['everyone by the other spelling', [], [{ ...read, Principal: { AWS: '*' } }], 'lets in everyone'],
    ['everything but', [read], [{ NotAction: ['iam:*'], Resource: '*' }], 'allows every action but iam:*'],
    [
      'without its condition',
      [{ ...read, Condition: { Bool: { a: 'true' } } }],
      [read],
      'is no longer bound to a condition',
    ],
    [
      'under another condition',
      [{ ...read, Condition: { Bool: { a: 'true' } } }],
      [{ ...read, Condition: { Bool: { b: 'true' } } }],
      'has other conditions',
    ],
    ['without a denial', [read, { Effect: 'Deny', Action: 's3:*', Resource: '*' }], [read], 'no longer denies s3:*'],
  ];
  for (const [title, before, after, says] of widening) {
    it(`that allows ${title} is flagged`, () => {
      expect(ofPolicy(before, after)).to.include(says);
    });
  }

  it('that only narrows, or says the same in other words, is shown and not flagged', () => {
    expect(ofPolicy([{ ...read, Action: ['s3:*'] }], [read])).to.deep.equal([]);
    expect(ofPolicy([read], [{ ...read, Sid: 'Named' }])).to.deep.equal([]);
    expect(
      ofPolicy([{ ...read, Action: 's3:Get*' }], [{ ...read, Action: ['s3:GetObject', 's3:GetObjectTagging'] }]),
    ).to.deep.equal([]);
  });

  it('of a new resource is compared with none: only wildcards and everyone are flagged', () => {
    expect(widened('aws_iam_policy', null, { policy: policy(read) })).to.deep.equal([]);
    expect(widened('aws_iam_policy', null, { policy: policy({ Action: '*', Resource: '*' }) })).to.deep.equal([
      'allows every action: *',
      'allows any resource: *',
    ]);
  });

  it('that is known only after the apply is flagged, since nobody can read it', () => {
    const found = widened('aws_iam_policy', { policy: policy(read) }, {}, { after_unknown: { policy: true } });

    expect(found).to.deep.equal(["can't be judged: the new policy is (known after apply)"]);
  });

  it('of a bucket, a key or a trust is read like any other', () => {
    const open = policy({ ...read, Principal: '*' });

    for (const [type, name] of [
      ['aws_s3_bucket_policy', 'policy'],
      ['aws_kms_key', 'policy'],
      ['aws_iam_role', 'assume_role_policy'],
      ['aws_opensearch_domain', 'access_policies'],
    ] as const) {
      expect(widened(type, { [name]: policy(read) }, { [name]: open }), type).to.include('lets in everyone');
    }
  });

  it('that AWS manages is flagged by its name, and so is the end of a boundary', () => {
    expect(
      widened('aws_iam_role_policy_attachment', null, {
        role: 'x',
        policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    ).to.have.length(1);
    expect(widened('aws_iam_role', { permissions_boundary: 'b' }, { permissions_boundary: null })).to.have.length(1);
  });
});

describe('a rule of a security group', () => {
  const rule = { ip_protocol: 'tcp', from_port: 443, to_port: 443 };

  it('that opens to the whole internet is flagged, by IPv4 or IPv6', () => {
    for (const peer of [{ cidr_ipv4: '0.0.0.0/0' }, { cidr_ipv6: '::/0' }]) {
      expect(
        widened('aws_vpc_security_group_ingress_rule', { ...rule, cidr_ipv4: '10.0.0.0/16' }, { ...rule, ...peer }),
      ).to.match(/opens tcp 443/);
    }
    expect(widened('aws_vpc_security_group_egress_rule', null, { ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' })).to.match(
      /lets out every protocol/,
    );
  });

  it('inside its group is read like one that stands alone', () => {
    const group = (peer: string) => ({
      ingress: [{ protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: [peer], self: false }],
      egress: [],
    });

    expect(widened('aws_security_group', group('10.0.0.0/8'), group('0.0.0.0/0'))).to.match(
      /opens tcp 22 0\.0\.0\.0\/0/,
    );
  });

  it('between groups is shown and not flagged', () => {
    const { stack } = reviewOf([
      {
        type: 'aws_vpc_security_group_ingress_rule',
        change: { actions: ['create'], after: { ...rule, referenced_security_group_id: 'sg-1' } },
      },
    ]);

    expect(stack.findings[0]).to.deep.include({ widened: [], diff: ['+ tcp 443 sg-1'] });
  });
});

describe('what gets public or loses a protection', () => {
  const cases: readonly [string, object | null, object | null][] = [
    ['aws_s3_bucket_public_access_block', { block_public_policy: true }, { block_public_policy: false }],
    ['aws_s3_bucket_public_access_block', { block_public_policy: true }, null],
    ['aws_rds_cluster_instance', { publicly_accessible: false }, { publicly_accessible: true }],
    ['aws_rds_cluster', { deletion_protection: true }, { deletion_protection: false }],
    ['aws_rds_cluster', { deletion_protection: true }, { deletion_protection: null }],
    [
      'aws_eks_cluster',
      { vpc_config: [{ public_access_cidrs: ['10.0.0.0/8'] }] },
      { vpc_config: [{ public_access_cidrs: ['0.0.0.0/0'] }] },
    ],
  ];
  for (const [type, before, after] of cases) {
    it(`is flagged: ${type} ${JSON.stringify(after)}`, () => {
      expect(widened(type, before, after)).to.have.length(1);
    });
  }

  it('is not flagged again where it was so before', () => {
    expect(
      widened('aws_rds_cluster', { deletion_protection: false, a: 1 }, { deletion_protection: false, a: 2 }),
    ).to.deep.equal([]);
  });
});
