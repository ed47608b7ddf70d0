import { expect } from 'chai';
import { codeOf } from '../stateful.ts';
import { reviewOf, stack } from './plan-text.ts';

const cluster = { type: 'aws_rds_cluster', address: 'aws_rds_cluster.database' };
const replaced = { ...cluster, change: { actions: ['delete', 'create'], before: {}, after: {} } };
const destroyed = { ...cluster, change: { actions: ['delete'], before: {}, after: null } };
const label = `allow-stateful-replacement:${codeOf(stack, cluster.address)}`;

describe('the end of something that holds data', () => {
  it('is refused, and the review names the label that would allow it', () => {
    for (const change of [replaced, destroyed]) {
      const { refused, text } = reviewOf([change]);

      expect(refused).to.have.length(1);
      expect(text).to.include('Refused: data would be lost').and.to.include(label);
    }
  });

  it('is allowed by the label with its code, or with stack and address', () => {
    for (const allowing of [label, `allow-stateful-replacement:${stack}/${cluster.address}`]) {
      const { refused, text } = reviewOf([replaced], [allowing]);

      expect(refused).to.deep.equal([]);
      expect(text).to.include('a label allows it');
    }
  });

  it('is not allowed by a label for another resource or another stack, nor by the prefix alone', () => {
    for (const other of [
      `allow-stateful-replacement:${codeOf('staging-eu-west-1-data', cluster.address)}`,
      'allow-stateful-replacement:',
      'allow-stateful-replacement:*',
      'allow-stateful-replacement',
    ]) {
      expect(reviewOf([replaced], [other]).refused, other).to.have.length(1);
    }
  });

  it('has a label that GitHub takes: at most 50 characters', () => {
    expect(label.length).to.be.at.most(50);
  });

  it('is told from the end of what holds none, or is made again from elsewhere', () => {
    for (const type of ['aws_security_group', 'aws_rds_cluster_instance', 'aws_s3_bucket_policy']) {
      expect(reviewOf([{ type, change: { actions: ['delete'], before: {}, after: null } }]).refused).to.deep.equal([]);
    }
  });

  it('counts where people’s accounts stand in a stack of CloudFormation', () => {
    expect(reviewOf([{ ...destroyed, type: 'aws_cloudformation_stack' }]).refused).to.have.length(1);
  });

  it('counts where only a leftover of an earlier replacement goes', () => {
    expect(reviewOf([{ ...destroyed, deposed: '1a2b3c4d' }]).refused).to.have.length(1);
  });

  it('names labels that mean nothing here, since a typing error would go unseen', () => {
    expect(reviewOf([replaced], ['allow-stateful-replacement:00000000']).text).to.include(
      'means nothing in these plans',
    );
  });
});
