import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias/index.js';
import { bucketNames, queues } from '@evermart/contracts/topology';
import type { Construct } from 'constructs';
import { BucketReplication, type ReplicationEnd } from '../bucket-replication/bucket-replication.ts';
import { EventSubscription } from '../event-topic/event-subscription.ts';
import { namesOf } from '../naming.ts';
import { isKeyless } from './data/buckets.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

interface Direction {
  readonly from: string;
  readonly to: string;
}

/**
 * What flows from each region into the other: objects of buckets, and the events that keep the other region's search
 * index warm. It comes after both regions' data stacks, because either end must exist, and it stands apart from them
 * so that they plan while the other region is gone. A failover needs nothing of it.
 */
export class ReplicationStack extends EvermartStack {
  readonly #keys = new Map<string, string>();

  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'replication', props);
    for (const direction of this.#directions()) {
      this.#buckets(direction);
      this.#searchEvents(direction);
    }
  }

  #directions(): readonly Direction[] {
    const { primary, standby, name } = this.environment;
    if (standby === undefined) throw new Error(`${name} has one region: nothing is replicated`);
    return [
      { from: primary.region, to: standby.region },
      { from: standby.region, to: primary.region },
    ];
  }

  #buckets({ from, to }: Direction): void {
    for (const bucket of bucketNames) {
      const end = (region: string): ReplicationEnd => ({
        region,
        bucket: namesOf(this.environment.name, region).bucket(bucket),
        bucketArn: this.arnsIn(region).bucket(bucket),
        ...(isKeyless(bucket) ? {} : { keyArn: this.#dataKeyIn(region) }),
      });
      new BucketReplication(this, `bucket-${bucket}-${this.#roleOf(from)}`, {
        from: end(from),
        to: end(to),
        roleName: namesOf(this.environment.name, from).role(`replicate-${bucket}`),
        provider: this.providerIn(from),
      });
    }
  }

  /** A subscription lives in its topic's region. The queue's policy, which its own region writes, admits both regions. */
  #searchEvents({ from, to }: Direction): void {
    for (const queue of queues.filter(({ consumer }) => consumer === 'search')) {
      for (const subscription of queue.subscriptions) {
        new EventSubscription(this, `${subscription.topic}-to-${queue.name}-${this.#roleOf(from)}`, {
          topicArn: this.arnsIn(from).topic(subscription.topic),
          queueArn: this.arnsIn(to).queue(queue.name),
          passes: subscription,
          provider: this.providerIn(from),
        });
      }
    }
  }

  #dataKeyIn(region: string): string {
    const known = this.#keys.get(region);
    if (known !== undefined) return known;
    const alias = new DataAwsKmsAlias(this, `data-key-${this.#roleOf(region)}`, {
      name: this.names.keyAlias('data'),
      provider: this.providerIn(region),
    });
    this.#keys.set(region, alias.targetKeyArn);
    return alias.targetKeyArn;
  }

  /** In ids, so that they outlive a move to other regions. */
  #roleOf(region: string): 'primary' | 'standby' {
    return region === this.environment.primary.region ? 'primary' : 'standby';
  }
}
