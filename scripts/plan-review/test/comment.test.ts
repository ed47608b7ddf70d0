import { expect } from 'chai';
import { commentLimit, marker } from '../comment.ts';
import { reviewOf } from './plan-text.ts';

const policy = (index: number) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: `s3:Get${index}`, Resource: 'x'.repeat(900) }] });

describe('the comment', () => {
  it('fits into a comment of GitHub with 200 changed resources, and says what was left out', () => {
    const changes = Array.from({ length: 200 }, (_, index) => ({
      type: 'aws_iam_role_policy',
      address: `aws_iam_role_policy.service_${index}`,
      change: { actions: ['create'], after: { policy: policy(index) } },
    }));

    const { text } = reviewOf(changes);

    expect(text.length).to.be.at.most(commentLimit);
    expect(text).to.match(/\d+ more sections did not fit/);
    expect(text).to.match(/and 120 more \(add\)/);
  });

  it('keeps the refusal, whatever else there is', () => {
    const long = Array.from({ length: 900 }, (_, index) => ({
      address: `aws_vpc.${'v'.repeat(80)}${index}`,
      change: { actions: ['create'], after: {} },
    }));
    const loss = { type: 'aws_dynamodb_table', change: { actions: ['delete'], before: {}, after: null } };

    const { text } = reviewOf([...long, loss]);

    expect(text.length).to.be.at.most(commentLimit);
    expect(text)
      .to.include('Refused: data would be lost')
      .and.to.match(/and 82\d more/);
  });

  it('does not look clean where Terraform could not plan', () => {
    const { text } = reviewOf([], [], { errored: true });

    expect(text).to.include('Not everything could be planned').and.to.not.include('✅');
  });

  it('shows the most dangerous changes where it can not show all', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      address: `aws_vpc.a${index}`,
      change: { actions: ['create'], after: {} },
    }));
    const last = {
      type: 'aws_security_group',
      address: 'aws_security_group.z',
      change: { actions: ['delete'], before: {}, after: null },
    };

    expect(reviewOf([...many, last]).text).to.include('aws_security_group.z');
  });

  it('begins with the mark by which it is found again', () => {
    expect(reviewOf([]).text.startsWith(marker)).to.equal(true);
  });

  it('says in one line that nothing changes', () => {
    expect(reviewOf([{}]).text).to.include('No changes: `production-eu-west-1-data`');
  });

  it('counts by kind and tells what a month costs more', () => {
    const { text } = reviewOf([
      { type: 'aws_nat_gateway', change: { actions: ['create'], after: {} } },
      {
        type: 'aws_rds_cluster_instance',
        change: {
          actions: ['update'],
          before: { instance_class: 'db.r7g.large' },
          after: { instance_class: 'db.r7g.xlarge' },
        },
      },
      { type: 'aws_mystery', change: { actions: ['create'], after: {} } },
      { type: 'aws_sqs_queue', change: { actions: ['create'], after: {} } },
    ]);

    expect(text).to.include('| `production-eu-west-1-data` | 3 | 1 |');
    expect(text).to.match(/Cost: \+2\d\d\.\d\d USD a month/);
    expect(text)
      .to.include('Without a price here: aws\\_mystery (1)')
      .and.to.include('1 changed resource is billed by use');
    expect(text).to.match(/recorded \d{4}-\d\d-\d\d/);
  });
});
