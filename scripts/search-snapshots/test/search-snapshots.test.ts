import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';

const script = join(import.meta.dirname, '..', 'search-snapshots.ts');
const place = ['--env', 'production', '--region', 'eu-central-1'];

interface Call {
  readonly call: string;
  readonly body: { readonly settings?: Readonly<Record<string, unknown>> };
}

describe("the search index's snapshots", () => {
  let server: Server;
  let url: string;
  let calls: Call[];
  let policy: { _seq_no: number; _primary_term: number } | undefined;

  beforeEach(async () => {
    calls = [];
    policy = undefined;
    server = createServer(async (request, response) => {
      const body = await text(request);
      calls.push({ call: `${request.method} ${request.url}`, body: body === '' ? {} : JSON.parse(body) });
      const missing = request.method === 'GET' && policy === undefined;
      response.writeHead(missing ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(request.method === 'GET' && policy !== undefined ? policy : {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [script, ...args], { env: { PATH: process.env.PATH, ...environment } });
    const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { output, errors, code: code as number };
  }

  it("are written to the region's own folder, and the other region's are only read", async () => {
    const { code, errors } = await run([...place, '--execute'], { OPENSEARCH_URL: url });

    expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
    const settings = Object.fromEntries(calls.map(({ call, body }) => [call, body.settings]));
    const role = 'arn:aws:iam::333333333333:role/evermart-production-eu-central-1-search-snapshots';
    const common = { bucket: 'evermart-production-eu-central-1-backups', region: 'eu-central-1', role_arn: role };
    expect(settings['PUT /_snapshot/own?verify=true']).to.deep.equal({
      ...common,
      base_path: 'opensearch/eu-central-1',
    });
    expect(settings['PUT /_snapshot/other?verify=false']).to.deep.equal({
      ...common,
      base_path: 'opensearch/eu-west-1',
      readonly: true,
    });
  });

  it('are taken by the domain itself, by one policy however often it is told', async () => {
    await run([...place, '--execute'], { OPENSEARCH_URL: url });
    policy = { _seq_no: 7, _primary_term: 2 };
    await run([...place, '--execute'], { OPENSEARCH_URL: url });

    expect(calls.filter(({ call }) => /_sm/.test(call)).map(({ call }) => call)).to.deep.equal([
      'GET /_plugins/_sm/policies/snapshots',
      'POST /_plugins/_sm/policies/snapshots',
      'GET /_plugins/_sm/policies/snapshots',
      'PUT /_plugins/_sm/policies/snapshots?if_seq_no=7&if_primary_term=2',
    ]);
  });

  it('are shown, and nothing is changed, without --execute', async () => {
    const { code, output } = await run(place);

    expect(code).to.equal(0);
    expect(output).to.include('own    s3://evermart-production-eu-central-1-backups/opensearch/eu-central-1, written');
    expect(calls).to.deep.equal([]);
  });

  it('need a serving region, and the address of the domain', async () => {
    expect((await run(['--env', 'production', '--region', 'eu-west-3'])).errors).to.include('--region eu-west-1');
    expect((await run([...place, '--execute'])).errors).to.include('set OPENSEARCH_URL');
  });
});
