import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { buildApp } from 'fauxqs';
import { localClient } from '../../scripts/local/resources/local-aws.ts';
import { deliverToPresent } from '../../scripts/local/stores/deliver-to-present.ts';
import { eventually } from '../support/eventually.ts';

describe('long polls of the local SQS', () => {
  let app: ReturnType<typeof buildApp>;
  let sqs: SQSClient;
  let queueUrl: string;
  let polls: number;

  beforeEach(async () => {
    app = buildApp({ logger: false, defaultRegion: 'eu-west-1' });
    deliverToPresent(app);
    polls = 0;
    app.addHook('onRequest', (request, _reply, done) => {
      if (String(request.headers['x-amz-target']).endsWith('.ReceiveMessage')) polls += 1;
      done();
    });
    sqs = new SQSClient(localClient(await app.listen({ host: '127.0.0.1', port: 0 }), 'eu-west-1'));
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'orders' }));
    queueUrl = QueueUrl;
  });
  afterEach(async () => {
    sqs.destroy();
    app.server.closeAllConnections();
    await app.close();
  });

  const receive = (abortSignal?: AbortSignal) =>
    sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 5, MessageSystemAttributeNames: ['All'] }),
      abortSignal === undefined ? {} : { abortSignal },
    );
  const openConnections = () =>
    new Promise<number>((resolve) => app.server.getConnections((_error, count) => resolve(count)));

  it('a consumer that has gone takes no message: its successor gets it at once, as the first to receive it', async () => {
    const dying = new AbortController();
    const poll = receive(dying.signal).catch(() => 'gone');
    await eventually(() => polls === 1);
    dying.abort();
    expect(await poll).to.equal('gone');
    await eventually(async () => (await openConnections()) === 0);

    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'paid' }));
    const { Messages = [] } = await receive();

    expect(Messages.map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount])).to.deep.equal([
      ['paid', '1'],
    ]);
  });

  it('a consumer that waits gets what is sent meanwhile', async () => {
    const poll = receive();
    await eventually(() => polls === 1);
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'paid' }));

    const { Messages = [] } = await poll;

    expect(Messages).to.have.length(1);
  });
});
