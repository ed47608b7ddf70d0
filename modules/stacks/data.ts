import type { Construct } from 'constructs';
import { backupPlan } from './data/backup-plan.ts';
import { buckets } from './data/buckets.ts';
import { cache } from './data/cache.ts';
import { database } from './data/database.ts';
import { mail } from './data/mail.ts';
import { messaging } from './data/messaging.ts';
import { search } from './data/search.ts';
import { replicatedSecrets } from './data/secrets.ts';
import { storeSurroundings } from './data/store-surroundings.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/** The stores, buckets, topics, queues and mail of a region, and what services sign in to the stores with. */
export class DataStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'data', props);
    const surroundings = storeSurroundings(this);
    const master = this.role === 'standby' ? undefined : replicatedSecrets(this, surroundings);
    database(this, surroundings, master);
    cache(this, surroundings);
    search(this, surroundings);
    buckets(this, surroundings.keyArn);
    messaging(this);
    mail(this);
    backupPlan(this);
  }
}
