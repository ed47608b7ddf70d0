import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { settingsOf } from '@evermart/contracts/settings';
import { expect } from 'chai';
import pg from 'pg';
import type { RegionAddresses } from '../../scripts/local/addresses.ts';
import type { Platform, ProcessName } from '../../scripts/local/platform-options.ts';
import { localClient } from '../../scripts/local/resources/local-aws.ts';
import { eventually } from '../support/eventually.ts';
import { dummyPlatform, temporaryFolder } from './support/local-platform.ts';
import { childrenOf, processesNaming } from './support/processes.ts';

const backWithinMs = 5000;

describe('the local platform', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let platform: Platform;

  /** Other tests of the same run may have a platform of their own. */
  let guardiansOfOthers: number[];

  before(async () => {
    folder = await temporaryFolder();
    guardiansOfOthers = childrenOf(process.pid, 'guardian.sh');
    platform = await dummyPlatform(folder.path);
  });
  after(async () => {
    await platform?.stop();
    await folder.remove();
  });

  const client = (name: ProcessName) => localClient(platform.process(name).url, 'eu-west-1');
  const published = async () =>
    (JSON.parse(await readFile(join(folder.path, 'addresses.json'), 'utf8')) as Record<string, RegionAddresses>)[
      'region-a'
    ] ?? {};

  it('publishes the address and the listening pid of every process', async () => {
    const addresses = await published();

    expect(addresses).to.deep.equal(platform.addresses());
    expect(Object.keys(addresses)).to.include.members([
      'edge',
      'api-gateway',
      'catalog',
      'payment-provider',
      'postgres',
      'dynamodb',
      'messaging',
      'cognito',
      'kinesis',
      'mail',
    ]);
    for (const { pid } of Object.values(addresses)) expect(existsSync(`/proc/${pid}`)).to.equal(true);
  });

  it('writes the people who can sign in, an administrator among them', async () => {
    const people = JSON.parse(await readFile(join(folder.path, 'people.json'), 'utf8')) as Platform['people'];

    expect(people.map(({ email, groups }) => ({ email, groups }))).to.deep.equal([
      { email: 'shopper@evermart.test', groups: [] },
      { email: 'admin@evermart.test', groups: ['admin'] },
    ]);
    for (const { password } of people) expect(password).to.have.length.above(10);
  });

  it('gives a service every setting that the topology asks for, and none of the machine', async () => {
    const response = await fetch(`${platform.url}/api/environment`);
    const environment = (await response.json()) as Record<string, string>;

    for (const setting of settingsOf('api-gateway').filter(({ required }) => required)) {
      expect(environment[setting.name], setting.name).to.be.a('string').and.not.equal('');
    }
    expect(environment).to.not.have.any.keys('npm_config_registry', 'SSH_AUTH_SOCK', 'NODE_OPTIONS');
  });

  it('delivers to a queue exactly the event types that its filter policy lets through', async () => {
    const topicArn = platform.environment('catalog').EVENTS_TOPIC_ARN;
    const sns = new SNSClient(client('messaging'));
    const publish = (type: string) =>
      sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          Message: type,
          MessageAttributes: { type: { DataType: 'String', StringValue: type } },
        }),
      );
    await publish('order.paid');
    await publish('product.created');

    const sqs = new SQSClient(client('messaging'));
    const queueUrl = `${platform.process('messaging').url}/000000000000/evermart-local-search-events`;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    );

    expect(Messages.map(({ Body }) => Body)).to.deep.equal(['product.created']);
    sns.destroy();
    sqs.destroy();
  });

  it('brings a killed table store back within 5 s with what was written', async () => {
    const dynamodb = new DynamoDBClient(client('dynamodb'));
    const key = { cartId: { S: 'kept' } };
    await dynamodb.send(
      new PutItemCommand({ TableName: 'evermart-local-carts', Item: { ...key, owner: { S: 'me' } } }),
    );
    const before = platform.process('dynamodb').pid;

    expect(await timeOf(() => platform.kill('dynamodb'))).to.be.below(backWithinMs);

    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'evermart-local-carts', Key: key }));
    expect(Item?.owner?.S).to.equal('me');
    expect(platform.process('dynamodb').pid).to.not.equal(before);
    expect((await published()).dynamodb?.pid).to.equal(platform.process('dynamodb').pid);
    dynamodb.destroy();
  });

  it('brings a killed object store back within 5 s with what was written', async () => {
    const s3 = new S3Client({ ...client('messaging'), forcePathStyle: true });
    const object = { Bucket: 'evermart-local-eu-west-1-media', Key: 'media/kept.txt' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'kept', ContentType: 'text/plain' }));

    expect(await timeOf(() => platform.kill('messaging'))).to.be.below(backWithinMs);

    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).to.equal('kept');
    expect(await (await fetch(`${platform.url}/media/kept.txt`)).text()).to.equal('kept');
    s3.destroy();
  });

  it('brings a killed database back within 5 s with what was committed', async () => {
    const url = platform.environment('catalog').DATABASE_URL;
    await query(url, 'create table kept (value text)');
    await query(url, "insert into kept values ('committed')");

    expect(await timeOf(() => platform.kill('postgres'))).to.be.below(backWithinMs);

    expect(await query(url, 'select value from kept')).to.deep.equal([{ value: 'committed' }]);
  });

  it('brings a service back within 5 s however often it is killed', async () => {
    for (let kill = 0; kill < 4; kill++) {
      expect(await timeOf(() => platform.kill('catalog'))).to.be.below(backWithinMs);
    }

    expect((await fetch(`${platform.process('catalog').url}/health/live`)).status).to.equal(200);
  });

  it('keeps a stopped process down until it is started again', async () => {
    await platform.stopProcess('catalog');

    expect(platform.process('catalog').pid).to.equal(undefined);
    expect(await published()).to.not.have.property('catalog');

    await platform.startProcess('catalog');
    expect(await published()).to.have.property('catalog');
  });

  it('refuses a second start in the same folder, naming the running one', async () => {
    const error = await dummyPlatform(folder.path).then(
      () => undefined,
      (thrown: Error) => thrown,
    );

    expect(error?.message).to.include(`process ${process.pid}`).and.include(platform.url);
  });

  it('refuses ports that are in use, naming them and the way to others', async () => {
    const other = await temporaryFolder();
    const ports = Object.fromEntries(
      Object.entries(platform.addresses()).map(([name, { url }]) => [name, Number(new URL(url).port)]),
    );
    const { freePorts } = await import('../../scripts/local/ports.ts');

    const error = await dummyPlatform(other.path, {
      ports: { ...(await freePorts()), catalog: ports.catalog ?? 0 },
    }).then(
      () => undefined,
      (thrown: Error) => thrown,
    );

    expect(error?.message).to.include(`${ports.catalog} (catalog)`).and.include('--port-base');
    await other.remove();
  });

  it('leaves no process and no addresses after a stop, within 8 s', async () => {
    expect(processesNaming(folder.path)).to.not.deep.equal([]);

    const tookMs = await timeOf(() => platform.stop());

    expect(tookMs).to.be.below(8000);
    // A server's own children may see its end a moment later.
    await eventually(() => processesNaming(folder.path).length === 0, { withinMs: 8000 - tookMs });
    expect(childrenOf(process.pid, 'guardian.sh')).to.deep.equal(guardiansOfOthers);
    expect(existsSync(join(folder.path, 'addresses.json'))).to.equal(false);
  });
});

describe('a damaged data folder', () => {
  it('is named, with the way out, and --fresh begins with an empty shop', async () => {
    const folder = await temporaryFolder();
    const first = await dummyPlatform(folder.path);
    await query(first.environment('catalog').DATABASE_URL, 'create table of_old (value text)');
    await first.stop();
    await rm(join(folder.path, 'data', 'postgres', 'PG_VERSION'));

    const error = await dummyPlatform(folder.path).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    const fresh = await dummyPlatform(folder.path, { fresh: true });

    expect(error?.message).to.include('PG_VERSION').and.include('--fresh');
    expect(
      await query(fresh.environment('catalog').DATABASE_URL, "select to_regclass('of_old') as table"),
    ).to.deep.equal([{ table: null }]);
    await fresh.stop();
    await folder.remove();
  });
});

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function query(url: string | undefined, text: string): Promise<unknown[]> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    return (await database.query(text)).rows;
  } finally {
    await database.end();
  }
}
