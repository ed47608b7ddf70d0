import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'chai';
import { awsHttpHandler } from '../aws-http-handler.ts';

const found = JSON.stringify({ Item: { id: { S: 'Äpfel' } } });
const command = new GetItemCommand({ TableName: 'things', Key: { id: { S: 'Äpfel' } } });

describe('AWS HTTP handler', () => {
  const closings: (() => unknown)[] = [];

  afterEach(async () => {
    for (const close of closings.splice(0)) await close();
  });

  it('sends the signed request as it is and reads an answer that comes in pieces', async () => {
    let received = '';
    const client = await clientOf((request, response) => {
      request.setEncoding('utf8').on('data', (text) => {
        received += text;
      });
      request.on('end', () => {
        expect(request.headers.authorization).to.match(/^AWS4-HMAC-SHA256 .*host;/);
        const bytes = Buffer.from(found);
        response.setHeader('content-type', 'application/x-amz-json-1.0');
        response.write(bytes.subarray(0, 21));
        setTimeout(() => response.end(bytes.subarray(21)), 10);
      });
    });
    const { Item } = await client.send(command);
    expect(Item).to.deep.equal({ id: { S: 'Äpfel' } });
    expect(JSON.parse(received)).to.deep.equal({ TableName: 'things', Key: { id: { S: 'Äpfel' } } });
  });

  it('tells a refusal by its name', async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: 'com.amazonaws#ConditionalCheckFailedException', message: 'no' }));
    });
    expect(await failureOf(client.send(command))).to.include({ name: 'ConditionalCheckFailedException' });
  });

  it('asks again after a connection that broke', async () => {
    let asked = 0;
    const client = await clientOf((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else response.end(found);
    });
    const { Item } = await client.send(command);
    expect(Item).to.deep.equal({ id: { S: 'Äpfel' } });
    expect(asked).to.equal(2);
  });

  it('gives up on a server that hangs, after as many attempts as the client may make', async () => {
    let asked = 0;
    const client = await clientOf(() => {
      asked += 1;
    });
    expect(await failureOf(client.send(command))).to.include({ name: 'TimeoutError' });
    expect(asked).to.equal(2);
  });

  it('gives up on an answer that never ends', async () => {
    const client = await clientOf((_request, response) => {
      response.write('{');
    });
    expect(await failureOf(client.send(command))).to.include({ name: 'TimeoutError' });
  });

  it('reports a server that is not there, under the name that the SDK repeats', async () => {
    const client = await clientOf(() => {});
    for (const close of closings.splice(0)) await close();
    const failure = await failureOf(client.send(command));
    expect(failure).to.include({ name: 'TimeoutError' });
    expect(failure.$metadata).to.include({ attempts: 2 });
  });

  it('stops at once when the caller gives up, and does not ask again', async () => {
    let asked = 0;
    const client = await clientOf(() => {
      asked += 1;
      giveUp.abort();
    });
    const giveUp = new AbortController();
    expect(await failureOf(client.send(command, { abortSignal: giveUp.signal }))).to.include({ name: 'AbortError' });
    expect(asked).to.equal(1);
    expect(await failureOf(client.send(command, { abortSignal: giveUp.signal }))).to.include({ name: 'AbortError' });
    expect(asked).to.equal(1);
  });

  async function clientOf(answer: RequestListener): Promise<DynamoDBClient> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = new DynamoDBClient({
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      maxAttempts: 2,
      requestHandler: awsHttpHandler({ connectTimeoutMs: 300, answerTimeoutMs: 300 }),
    });
    closings.push(async () => {
      client.destroy();
      server.closeAllConnections();
      if (server.listening) await new Promise((closed) => server.close(closed));
    });
    return client;
  }
});

async function failureOf(sent: Promise<unknown>): Promise<Error & { $metadata?: object }> {
  return sent.then(
    () => expect.fail('it was answered'),
    (error: Error) => error,
  );
}
