import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createOpenSearchClient, signingRegionOf } from '../index/opensearch-client.ts';

let server: Server;
let url: string;
const seen: IncomingHttpHeaders[] = [];

before(async () => {
  server = createServer((request, response) => {
    seen.push(request.headers);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

async function headersOf(signingRegion?: string): Promise<IncomingHttpHeaders> {
  const client = createOpenSearchClient(url, signingRegion);
  try {
    await client.index({ index: 'products', body: { name: 'A lamp' } });
  } finally {
    await client.close();
  }
  return seen.at(-1) ?? {};
}

describe('requests to OpenSearch', () => {
  it("are signed for the domain's region with the credentials of the process", async () => {
    const { authorization } = await headersOf('eu-west-1');

    expect(authorization).to.match(/^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/eu-west-1\/es\/aws4_request, /);
  });

  it('are not signed where the domain is not of AWS', async () => {
    expect(await headersOf()).to.not.have.property('authorization');
  });

  it("know AWS's domains by their host, and no look-alikes", () => {
    expect(signingRegionOf('https://vpc-evermart-dev-search-abc123.eu-central-1.es.amazonaws.com')).to.equal(
      'eu-central-1',
    );
    expect(signingRegionOf('https://search.eu-central-1.es.amazonaws.com.example')).to.equal(undefined);
    expect(signingRegionOf('http://user:password@127.0.0.1:9200')).to.equal(undefined);
  });
});
