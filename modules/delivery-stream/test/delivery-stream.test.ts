import { expect } from 'chai';
import { valueAt } from '../../../test/stacks/arguments.ts';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { DeliveryStream, type DeliveryStreamProps } from '../delivery-stream.ts';
import { TopicDelivery } from '../topic-delivery.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111111111111:${resource}`;

const props: DeliveryStreamProps = {
  name: 'evermart-dev-clickstream',
  roleName: 'evermart-dev-eu-west-1-clickstream-delivery',
  permissionsBoundary: 'arn:aws:iam::111111111111:policy/boundary',
  account: '111111111111',
  source: { streamArn: arn('kinesis', 'stream/evermart-dev-clickstream') },
  bucketArn: 'arn:aws:s3:::evermart-dev-eu-west-1-lake',
  writesBelow: ['clickstream/', 'errors/clickstream/'],
  bucketKey: { sid: 'UseTheBucketsKey', actions: ['kms:GenerateDataKey'], resources: [arn('kms', 'key/data')] },
  keyArn: arn('kms', 'key/lake'),
  table: { database: 'evermart_dev', name: 'clickstream', arns: [arn('glue', 'table/evermart_dev/clickstream')] },
  prefix: 'clickstream/day=!{timestamp:yyyy-MM-dd}/',
  errorPrefix: 'errors/clickstream/!{firehose:error-output-type}/',
  logGroup: { name: '/evermart-dev/analytics', arn: arn('logs', 'log-group:/evermart-dev/analytics') },
};

function made(more: Partial<DeliveryStreamProps> = {}) {
  const resources = resourcesOf((stack) => new DeliveryStream(stack, 'delivery', { ...props, ...more }));
  const stream = resources.only('aws_kinesis_firehose_delivery_stream');
  return {
    stream,
    destination: (path: string) => valueAt(stream, `extended_s3_configuration.${path}`),
    statements: statementsIn(resources.only('aws_iam_role_policy').policy),
    role: resources.only('aws_iam_role'),
  };
}

describe('a delivery stream', () => {
  it('writes Parquet with the columns of its table, in files of at least 64 MiB', () => {
    const { destination } = made();

    const conversion = 'data_format_conversion_configuration';

    expect(destination(`${conversion}.output_format_configuration.serializer.parquet_ser_de.compression`)).to.equal(
      'SNAPPY',
    );
    expect(destination(`${conversion}.schema_configuration.table_name`)).to.equal('clickstream');
    expect(destination('buffering_size')).to.be.at.least(64);
    expect(destination('compression_format')).to.equal('UNCOMPRESSED');
  });

  it('puts what it cannot convert elsewhere, and logs why', () => {
    const { destination } = made();

    expect(destination('error_output_prefix')).to.equal(props.errorPrefix);
    expect(destination('cloudwatch_logging_options')).to.include({
      enabled: true,
      log_group_name: props.logGroup.name,
    });
  });

  it('may read its stream, the schema and the key, and write below its own prefixes only', () => {
    const { statements, role } = made();

    const byName = Object.fromEntries(statements.map((statement) => [statement.Sid, statement]));

    expect(byName.ReadTheStream?.Resource).to.deep.equal([arn('kinesis', 'stream/evermart-dev-clickstream')]);
    expect(byName.ReadTheSchema?.Action).to.include('glue:GetTableVersions');
    expect(byName.WriteFiles?.Resource).to.deep.equal([
      'arn:aws:s3:::evermart-dev-eu-west-1-lake/clickstream/*',
      'arn:aws:s3:::evermart-dev-eu-west-1-lake/errors/clickstream/*',
    ]);
    expect(byName).to.have.property('UseTheBucketsKey');
    expect(role.permissions_boundary).to.equal(props.permissionsBoundary);
    expect(String(role.assume_role_policy)).to.include('"sts:ExternalId":"111111111111"');
  });

  it('encrypts what is put into it with its own key, where no stream does', () => {
    const { stream, statements } = made({ source: 'put' });

    expect(stream.server_side_encryption).to.deep.equal({
      enabled: true,
      key_type: 'CUSTOMER_MANAGED_CMK',
      key_arn: props.keyArn,
    });
    expect(stream).to.not.have.property('kinesis_source_configuration');
    expect(statements.map(({ Sid }) => Sid)).to.not.include('ReadTheStream');
  });

  it('calls a parser where there is one', () => {
    const parserArn = arn('lambda', 'function:evermart-dev-parser');
    const { destination, statements } = made({ parserArn });

    expect(JSON.stringify(destination('processing_configuration'))).to.include(`${parserArn}:$LATEST`);
    expect(statements.find(({ Sid }) => Sid === 'Parse')?.Resource).to.include(parserArn);
    expect(made().destination('processing_configuration')).to.equal(undefined);
  });

  it('refuses a buffer that Firehose does not take', () => {
    expect(() => made({ bufferSeconds: 10 })).to.throw('60 to 900 seconds, not 10');
  });
});

describe('a topic that is delivered', () => {
  it('hands over messages as they were published, by a role that may put records into that stream only', () => {
    const deliveryStreamArn = arn('firehose', 'deliverystream/evermart-dev-order-events');
    const resources = resourcesOf(
      (stack) =>
        new TopicDelivery(stack, 'orders', {
          topicArn: arn('sns', 'evermart-dev-order-events'),
          deliveryStreamArn,
          roleName: 'evermart-dev-eu-west-1-order-events-to-lake',
          permissionsBoundary: props.permissionsBoundary,
        }),
    );

    const subscription = resources.only('aws_sns_topic_subscription');
    const [statement, ...more] = statementsIn(resources.only('aws_iam_role_policy').policy);

    expect(subscription).to.include({ protocol: 'firehose', raw_message_delivery: true, endpoint: deliveryStreamArn });
    expect(subscription.subscription_role_arn).to.match(/aws_iam_role/);
    expect(statement?.Resource).to.deep.equal([deliveryStreamArn]);
    expect(more).to.deep.equal([]);
  });
});
