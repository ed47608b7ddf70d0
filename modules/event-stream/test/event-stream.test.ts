import { expect } from 'chai';
import { resourcesOf } from '../../test/resources-of.ts';
import { EventStream, type EventStreamProps } from '../event-stream.ts';

const props: EventStreamProps = {
  name: 'evermart-dev-clickstream',
  shards: 2,
  keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/lake',
};

const stream = (more: Partial<EventStreamProps> = {}) =>
  resourcesOf((stack) => new EventStream(stack, 'stream', { ...props, ...more })).only('aws_kinesis_stream');

describe('an event stream', () => {
  it('is encrypted with the key that is given, and Terraform refuses to destroy it', () => {
    expect(stream()).to.deep.include({
      encryption_type: 'KMS',
      kms_key_id: props.keyArn,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('has the shards that are asked for, or none of its own where it grows by itself', () => {
    expect(stream()).to.deep.include({ shard_count: 2, stream_mode_details: { stream_mode: 'PROVISIONED' } });
    expect(stream({ shards: 'on-demand' })).to.deep.include({ stream_mode_details: { stream_mode: 'ON_DEMAND' } });
    expect(stream({ shards: 'on-demand' })).to.not.have.property('shard_count');
  });

  it('keeps records over a long weekend', () => {
    expect(stream().retention_period).to.equal(72);
  });

  for (const [what, wrong, message] of [
    ['no shard', { shards: 0 }, 'at least one'],
    ['half a shard', { shards: 1.5 }, 'at least one'],
    ['less than a day', { retentionHours: 12 }, '24 to 8760'],
    ['more than a year', { retentionHours: 9000 }, '24 to 8760'],
  ] as const) {
    it(`refuses ${what}, and says what goes`, () => {
      expect(() => stream(wrong)).to.throw(message);
    });
  }
});
