import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';
import { type RawAnswer, sendRaw } from './support/raw-request.ts';

const close = 'Host: localhost\r\nConnection: close\r\n';
const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\n${close}${headers}\r\n`;
const post = (headers: string, body: string, path = '/api/v1/cart/lines') =>
  `POST ${path} HTTP/1.1\r\n${close}Content-Type: application/json\r\n${headers}\r\n${body}`;

describe('broken HTTP', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await startGateway();
  });
  after(() => gateway.close());

  async function only(bytes: string | Buffer): Promise<RawAnswer> {
    const [answer, ...more] = await sendRaw(gateway.url, bytes);
    if (answer === undefined || more.length > 0) throw new Error(`${more.length + 1} answers`);
    return answer;
  }

  function expectProblem({ status, headers, body }: RawAnswer, expected: number, what: string): void {
    const requestId = headers.get('x-request-id');
    expect(status, what).to.equal(expected);
    expect(headers.get('content-type'), what).to.equal('application/problem+json; charset=utf-8');
    expect(headers.get('cache-control'), what).to.equal('no-store');
    expect(headers.get('x-content-type-options'), what).to.equal('nosniff');
    expect(requestId, what).to.be.a('string');
    expect(JSON.parse(body), what).to.include({ status: expected, requestId });
  }

  it('is answered with a problem and a request id like everything else', async () => {
    const broken: Record<string, string> = {
      'unknown method': `FOO /api/v1/cart HTTP/1.1\r\n${close}\r\n`,
      'no host': 'GET /api/v1/cart HTTP/1.1\r\nConnection: close\r\n\r\n',
      'HTTP/2 preface': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'bytes that are not ASCII in the path': 'GET /api/v1/products/\u00e9 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'folded header': get('/api/v1/cart', 'X-A: a\r\n b\r\n'),
      'space before the colon': get('/api/v1/cart', 'X-A : a\r\n'),
      'NUL in a header': get('/api/v1/cart', 'X-A: a\0b\r\n'),
      'bare line feeds': 'GET /api/v1/cart HTTP/1.1\nHost: localhost\n\n',
      'two lengths': post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'),
      'negative length': post('Content-Length: -1\r\n', '{}'),
      'length and chunks': post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'),
      'unknown transfer coding': post('Transfer-Encoding: xchunked\r\n', '2\r\n{}\r\n0\r\n\r\n'),
      'chunk of no length': post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n'),
    };

    for (const [what, bytes] of Object.entries(broken)) expectProblem(await only(bytes), 400, what);
  });

  it('with more headers, cookies or path than 16 KB says that they are too large', async () => {
    expectProblem(await only(get('/api/v1/cart', `Cookie: a=${'x'.repeat(20_000)}\r\n`)), 431, 'cookie');
    expectProblem(await only(get(`/api/v1/products/${'x'.repeat(20_000)}`)), 431, 'path');
    expectProblem(await only(get(`/api/v1/products/${'x'.repeat(8_000)}`)), 404, 'long, but not too long');
  });

  it('that asks for a tunnel is refused with the methods that there are', async () => {
    const answer = await only(`CONNECT example.com:443 HTTP/1.1\r\n${close}\r\n`);

    expectProblem(answer, 405, 'CONNECT');
    expect(answer.headers.get('allow')).to.contain('GET');
  });

  it('after an answer that has begun does not put a second one into it', async () => {
    const answers = await sendRaw(
      gateway.url,
      `GET /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\n\r\nFOO /api/v1/cart HTTP/1.1\r\n${close}\r\n`,
    );

    expect(answers.map(({ status }) => status)).to.deep.equal([404, 400]);
  });

  it('does not get between the requests of one connection', async () => {
    const large = 'x'.repeat(70_000);
    const kept = `Host: localhost\r\nContent-Type: application/json\r\n`;
    const answers = await sendRaw(
      gateway.url,
      `POST /api/v1/cart/lines HTTP/1.1\r\n${kept}Content-Length: ${large.length}\r\n\r\n${large}` +
        `POST /api/v1/nothing HTTP/1.1\r\n${kept}Content-Length: 5\r\n\r\nhello` +
        get('/api/v1/auth/session'),
    );

    expect(answers.map(({ status }) => status)).to.deep.equal([413, 404, 200]);
  });

  it('with expectations that are not known is answered as without them', async () => {
    expect((await only(get('/api/v1/auth/session', 'Expect: wonders\r\n'))).status).to.equal(200);
  });

  it('with a body that is compressed, whatever the header says of it, is refused', async () => {
    const body = gzipSync('{"sku":"A-1","quantity":1}').toString('latin1');
    const sent = (encoding: string, text: string) =>
      Buffer.from(post(`Content-Encoding: ${encoding}\r\nContent-Length: ${text.length}\r\n`, text), 'latin1');

    expectProblem(await only(sent('gzip', body)), 415, 'gzip');
    expectProblem(await only(sent('GZIP', body)), 415, 'GZIP');
    expectProblem(await only(sent('Identity', 'nothing')), 400, 'Identity is none');
  });
});
