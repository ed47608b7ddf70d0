import { expect } from 'chai';
import fc from 'fast-check';
import { parsePlan } from '../plan-file.ts';
import { policyChanges } from '../policy-changes.ts';
import { masked } from '../redaction.ts';
import { visibleValues } from '../visible-values.ts';
import { change, planText, reviewOf } from './plan-text.ts';

const secret = 'the-secret-itself';

const firstOf = (given: Parameters<typeof change>[0]) => parsePlan('p.json', planText([change(given)])).changes[0]!;

describe('a sensitive value', () => {
  it('is shown on neither side, even where only one side is marked', () => {
    const resource = firstOf({
      change: {
        actions: ['update'],
        before: { password: secret },
        after: { password: 'another' },
        before_sensitive: false,
        after_sensitive: { password: true },
      },
    });

    expect(JSON.stringify(visibleValues(resource)))
      .to.not.include(secret)
      .and.to.not.include('another');
  });

  it('is hidden inside blocks and lists', () => {
    const value = {
      auth: [
        { token: secret, name: 'n' },
        { token: secret, name: 'm' },
      ],
    };

    expect(masked(value, { auth: [{ token: true }, {}] }, 'x')).to.deep.equal({
      auth: [
        { token: 'x', name: 'n' },
        { token: secret, name: 'm' },
      ],
    });
    expect(masked(value, true, 'x')).to.equal('x');
  });

  it('is hidden where a whole policy is sensitive, and the review says that it could not judge', () => {
    const policy = (action: string) =>
      JSON.stringify({ Statement: [{ Effect: 'Allow', Action: action, Resource: secret }] });
    const resource = firstOf({
      type: 'aws_iam_policy',
      change: {
        actions: ['update'],
        before: { policy: policy('a:b') },
        after: { policy: policy('c:*') },
        before_sensitive: { policy: true },
        after_sensitive: { policy: true },
      },
    });

    expect(policyChanges(resource)[0]?.widened).to.deep.equal(["can't be judged: the new policy is (sensitive)"]);
    expect(JSON.stringify(visibleValues(resource))).to.not.include(secret);
  });

  it('never reaches the comment, whatever the type', () => {
    const values = (text: string) => ({
      master_password: text,
      publicly_accessible: true,
      policy: `{"Statement":[{"Effect":"Allow","Action":"*","Resource":"${text}"}]}`,
    });
    const marks = { master_password: true, policy: true };
    for (const type of ['aws_rds_cluster', 'aws_iam_role_policy', 'aws_security_group']) {
      const { text } = reviewOf([
        { type, change: { actions: ['create'], before: null, after: values(secret), after_sensitive: marks } },
      ]);

      expect(text).to.not.include(secret);
    }
  });
});

/** Some value with the secret at a leaf, and marks that cover that leaf: on it, or on anything around it. */
const hidden = fc.letrec<{ node: { value: unknown; marks: unknown } }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constant({ value: secret, marks: true }),
    fc
      .tuple(fc.constantFrom('policy', 'auth', 'tags'), tie('node'), fc.boolean())
      .map(([name, { value, marks }, all]) => ({
        value: { [name]: value, plain: 'shown' },
        marks: all ? true : { [name]: marks },
      })),
    fc.tuple(tie('node'), fc.nat(2)).map(([{ value, marks }, before]) => ({
      value: [...Array(before).fill('shown'), value],
      marks: [...Array(before).fill(false), marks],
    })),
  ),
})).node;

describe('whatever its shape, a value that Terraform marks', () => {
  const types = [
    'aws_iam_role',
    'aws_security_group',
    'aws_rds_cluster',
    'aws_s3_bucket_public_access_block',
    'aws_lb',
  ];

  it('is hidden before and after, in every kind of change', () => {
    const names = ['policy', 'ingress', 'deletion_protection', 'publicly_accessible', 'name'];
    const change = fc.record({
      type: fc.constantFrom(...types),
      name: fc.constantFrom(...names),
      actions: fc.constantFrom(['create'], ['update'], ['delete'], ['delete', 'create']),
      hidden,
      markedBefore: fc.boolean(),
    });
    fc.assert(
      fc.property(change, ({ type, name, actions, hidden: { value, marks }, markedBefore }) => {
        const [before, after] = [{ [name]: value }, { [name]: value, more: 1 }];
        const side = markedBefore ? 'before_sensitive' : 'after_sensitive';
        const { text } = reviewOf([{ type, change: { actions, before, after, [side]: { [name]: marks } } }]);
        return !text.includes(secret);
      }),
    );
  });
});

describe('text from a plan', () => {
  it('cannot break out of a table, mention people or bring HTML', () => {
    const { text } = reviewOf([
      {
        previous_address: 'aws_vpc.x | @everyone <img src=x> [a](http://b)',
        action_reason: 'because\nof',
        change: { actions: ['update'], before: {}, after: {} },
      },
    ]);

    expect(text).to.not.include('@everyone').and.to.not.include('<img').and.to.not.include('[a](');
    expect(text.split('\n').filter((line) => line.includes('everyone'))).to.have.length(1);
  });

  it('cannot end the fence that it stands in', () => {
    const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'a:b', Resource: '```\n## @here' }] });
    const { text } = reviewOf([{ type: 'aws_iam_policy', change: { actions: ['create'], after: { policy } } }]);

    expect(text).to.match(/^````diff$/m);
  });
});
