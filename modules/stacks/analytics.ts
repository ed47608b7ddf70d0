import type { StreamName } from '@evermart/contracts/topology';
import type { Construct } from 'constructs';
import { Analysts } from '../data-lake/analysts.ts';
import { edgeLogFields } from '../data-lake/edge-log-fields.ts';
import { EdgeLogWriter } from '../data-lake/edge-log-writer.ts';
import { LakeCatalog } from '../data-lake/lake-catalog.ts';
import { arrivalPrefix, errorPrefix, type LakeTable } from '../data-lake/lake-table.ts';
import { clickstream, edgeLogs, lakeTables, orderEvents } from '../data-lake/lake-tables.ts';
import { lakeViews } from '../data-lake/lake-views.ts';
import { OrderFactsJob } from '../data-lake/order-facts-job.ts';
import type { DeliveryRoleProps } from '../delivery-stream/delivery-role.ts';
import { DeliveryStream } from '../delivery-stream/delivery-stream.ts';
import { TopicDelivery } from '../delivery-stream/topic-delivery.ts';
import { EventStream } from '../event-stream/event-stream.ts';
import { Key } from '../key/key.ts';
import { logsMayEncrypt } from '../key/key-statements.ts';
import { useKeysByAlias } from '../key/keys-by-alias.ts';
import { LogGroup } from '../log-group/log-group.ts';
import { RecordParser } from '../record-parser/record-parser.ts';
import { Reporting } from '../reporting/reporting.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/**
 * How what happens reaches the lake of a region, and how it is asked. Both regions have all of it, and the buckets are
 * replicated both ways, so either lake has everything; the nightly job runs in the primary only.
 */
export class AnalyticsStack extends EvermartStack {
  readonly #key: Key;
  readonly #logGroup: LogGroup;

  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'analytics', props);
    this.#key = this.#lakeKey();
    this.#logGroup = this.#logs();
    const catalog = this.#catalog();
    this.#clickstream(catalog);
    this.#edgeLogs(catalog);
    this.#orders(catalog);
    this.#orderFacts();
    this.#reports(this.#analysts(catalog), catalog);
  }

  /** For streams, logs and the parser's environment. The bucket has a key of its own stack's choice. */
  #lakeKey(): Key {
    const logGroups = [this.arns.logGroup('analytics*'), this.arns.regional('logs', 'log-group:/aws-glue/*')];
    return new Key(this, 'lake-key', {
      description: 'What is on its way into the lake',
      alias: this.names.keyAlias('lake'),
      accountRoot: this.arns.accountRoot(),
      statements: [logsMayEncrypt(this.region, logGroups)],
    });
  }

  #logs(): LogGroup {
    return new LogGroup(this, 'logs', {
      name: this.names.logGroup('analytics'),
      retentionDays: this.environment.logRetentionDays,
      keyArn: this.#key.arn,
    });
  }

  #catalog(): LakeCatalog {
    return new LakeCatalog(this, 'catalog', {
      database: this.names.lakeDatabase(),
      bucket: this.names.bucket('lake'),
      tables: lakeTables,
      views: lakeViews,
    });
  }

  /** API gateway -> Kinesis -> Firehose -> lake. */
  #clickstream(catalog: LakeCatalog): void {
    const { arn } = this.#stream('clickstream');
    this.#deliver('clickstream', clickstream, catalog, { source: { streamArn: arn } });
  }

  /** CloudFront -> Kinesis -> Firehose -> lake. */
  #edgeLogs(catalog: LakeCatalog): void {
    const { arn } = this.#stream('edge-logs');
    new EdgeLogWriter(this, 'edge-log-writer', {
      roleName: this.names.edgeLogWriterRole(),
      permissionsBoundary: this.arns.permissionBoundary(),
      streamArn: arn,
      keyArn: this.#key.arn,
    });
    const parser = new RecordParser(this, 'edge-log-parser', {
      name: this.names.of('function', 'edge-log-parser'),
      roleName: this.names.role('edge-log-parser'),
      permissionsBoundary: this.arns.permissionBoundary(),
      columns: edgeLogFields,
      bucket: this.names.bucket('lake'),
      codePrefix: this.#codePrefix(),
      logGroup: this.#logTarget(),
      keyArn: this.#key.arn,
    });
    this.#deliver('edge-logs', edgeLogs, catalog, { source: { streamArn: arn }, parserArn: parser.arn });
  }

  /** Order service -> SNS -> Firehose -> lake. */
  #orders(catalog: LakeCatalog): void {
    const delivery = this.#deliver('order-events', orderEvents, catalog, { source: 'put' });
    new TopicDelivery(this, 'order-events-subscription', {
      topicArn: this.arns.topic('order-events'),
      deliveryStreamArn: delivery.arn,
      roleName: this.names.role('order-events-to-lake'),
      permissionsBoundary: this.arns.permissionBoundary(),
    });
  }

  #orderFacts(): void {
    new OrderFactsJob(this, 'order-facts', {
      name: this.names.of('job', 'order-facts'),
      roleName: this.names.role('order-facts'),
      permissionsBoundary: this.arns.permissionBoundary(),
      account: this.account,
      bucket: this.names.bucket('lake'),
      bucketArn: this.arns.bucket('lake'),
      bucketKey: this.#useBucketKey(),
      codePrefix: this.#codePrefix(),
      keyArn: this.#key.arn,
      logGroup: this.#logTarget(),
      scheduled: this.role === 'primary',
    });
  }

  #analysts({ database }: LakeCatalog): Analysts {
    return new Analysts(this, 'analysts', {
      workgroup: this.names.of('workgroup', 'analysts'),
      database,
      bucket: this.names.bucket('lake'),
      resultsKeyArn: this.arns.regional('kms', this.names.keyAlias('data')),
      views: lakeViews,
    });
  }

  /** QuickSight knows one home region, which is the primary's. */
  #reports({ workgroup }: Analysts, { database }: LakeCatalog): void {
    if (!this.environment.toggles.quickSight || this.role !== 'primary') return;
    new Reporting(this, 'reporting', { name: this.names.prefix, workgroup, database, views: lakeViews });
  }

  #stream(stream: StreamName): EventStream {
    return new EventStream(this, `${stream}-stream`, {
      name: this.names.stream(stream),
      shards: this.settings.sizes.streamShards,
      keyArn: this.#key.arn,
    });
  }

  #deliver(
    thing: string,
    table: LakeTable,
    catalog: LakeCatalog,
    from: Pick<DeliveryRoleProps, 'source' | 'parserArn'>,
  ): DeliveryStream {
    const { database } = catalog;
    const schema = ['catalog', `database/${database}`, `table/${database}/${table.name}`];
    return new DeliveryStream(this, `${thing}-delivery`, {
      ...from,
      name: this.names.of('deliveryStream', thing),
      roleName: this.names.role(`${thing}-delivery`),
      permissionsBoundary: this.arns.permissionBoundary(),
      account: this.account,
      bucketArn: this.arns.bucket('lake'),
      writesBelow: [`${table.name}/`, `errors/${table.name}/`],
      bucketKey: this.#useBucketKey(),
      keyArn: this.#key.arn,
      table: {
        database,
        name: catalog.tableName(table),
        arns: schema.map((resource) => this.arns.regional('glue', resource)),
      },
      prefix: arrivalPrefix(table.name),
      errorPrefix: errorPrefix(table.name),
      logGroup: this.#logTarget(),
    });
  }

  #useBucketKey() {
    return useKeysByAlias({
      sid: 'UseTheBucketsKey',
      keys: this.arns.regional('kms', 'key/*'),
      aliases: [this.names.keyAlias('data')],
      viaService: `s3.${this.region}.amazonaws.com`,
    });
  }

  /** The lake is replicated both ways: each region has its code at a place of its own. */
  #codePrefix = () => `code/${this.region}/`;

  #logTarget = () => ({ name: this.#logGroup.groupName, arn: this.#logGroup.arn });
}
