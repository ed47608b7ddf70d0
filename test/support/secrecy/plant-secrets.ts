import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import pg from 'pg';
import { createClient } from 'redis';
import { localClient } from '../../../scripts/local/resources/local-aws.ts';
import type { Shop } from '../shop.ts';
import { cardNumber, cvv, street } from './customer-life.ts';
import { logFolderOf } from './walk-shop.ts';

const email = 'planted@example.org';

/**
 * Puts a secret into each kind of place, as a careless change would.
 *
 * @returns `<kind>: <place>` of each
 */
export async function plantEverywhere({ platform, folder }: Pick<Shop, 'platform' | 'folder'>): Promise<string[]> {
  const gateway = platform.environment('api-gateway');
  const { AWS_REGION: region = '' } = gateway;

  await appendFile(join(logFolderOf(folder), 'cart.log'), `${JSON.stringify({ event: 'cart.shown', email })}\n`);
  await putItem();
  await insertRow();
  await publish();
  await putRecord();
  const inRedis = await cache();

  return [
    'e-mail address: log cart',
    'card number: dynamodb carts',
    'postal address: postgres payments.refunds.reason',
    'payment token: topic user-events',
    'CVV: kinesis clickstream',
    ...inRedis,
  ];

  async function putItem() {
    const dynamo = new DynamoDBClient(localClient(gateway.AWS_ENDPOINT_URL_DYNAMODB ?? '', region));
    const grouped = cardNumber.replaceAll(/(\d{4})(?=\d)/g, '$1-');
    const Item = { cartId: { S: 'planted' }, cards: { SS: [grouped] } };
    await dynamo.send(new PutItemCommand({ TableName: platform.environment('cart').CARTS_TABLE, Item }));
    dynamo.destroy();
  }

  async function insertRow() {
    const client = new pg.Client({ connectionString: platform.environment('payment').DATABASE_URL });
    await client.connect();
    const { rowCount } = await client.query('UPDATE refunds SET reason = $1', [`sent to ${street}`]);
    await client.end();
    if (rowCount === 0) throw new Error('there is no refund to plant in');
  }

  async function publish() {
    const { AWS_ENDPOINT_URL_SNS = '', EVENTS_TOPIC_ARN } = platform.environment('user');
    const sns = new SNSClient(localClient(AWS_ENDPOINT_URL_SNS, region));
    await sns.send(new PublishCommand({ TopicArn: EVENTS_TOPIC_ARN, Message: JSON.stringify({ token: 'tok_ok' }) }));
    sns.destroy();
  }

  async function putRecord() {
    const kinesis = new KinesisClient(localClient(gateway.AWS_ENDPOINT_URL_KINESIS ?? '', region));
    const Data = Buffer.from(JSON.stringify({ type: 'shopper.searched', data: { query: cvv } }));
    await kinesis.send(new PutRecordCommand({ StreamName: gateway.CLICKSTREAM_STREAM, PartitionKey: 'planted', Data }));
    kinesis.destroy();
  }

  /** A machine may have no Redis. */
  async function cache(): Promise<string[]> {
    if (gateway.REDIS_URL === undefined) return [];
    const redis = await createClient({ url: gateway.REDIS_URL }).connect();
    await redis.set('planted', `Bearer eyJhbGciOiJIUzI1NiJ9.${Buffer.from('planted').toString('base64url')}`);
    redis.destroy();
    return ['JSON Web Token: redis'];
  }
}
