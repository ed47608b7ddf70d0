import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problemStatuses } from '@evermart/contracts/http/problem-codes';
import { expect } from 'chai';
import { publicApi } from '../endpoints/public-api.ts';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  operationId: string;
  responses: Record<string, { description: string; content?: Record<string, unknown> }>;
  requestBody?: unknown;
  parameters?: { in: string; name: string }[];
  security?: Record<string, string[]>[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

describe('the documentation', () => {
  let gateway: GatewayUnderTest;
  let document: Document;
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = item[method];
        return operation === undefined ? [] : [{ request: `${method.toUpperCase()} ${path}`, path, method, operation }];
      }),
    );

  before(async () => {
    gateway = await startGateway();
    document = (await (await fetch(`${gateway.url}/api/openapi.json`)).json()) as Document;
  });
  after(() => gateway.close());

  it('is OpenAPI 3.1 and has every method and path of docs/api.md but those that come later, and no others', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../docs/api.md'), 'utf8');
    const rows = page.split('\n').filter((line) => /^\| (GET|POST|PUT|PATCH|DELETE) \//.test(line));
    const promised = rows.filter((row) => !row.includes('(later)')).map((row) => row.split('|')[1]?.trim() ?? '');

    expect(document.openapi).to.equal('3.1.0');
    expect(operations().map(({ request }) => request)).to.have.members(promised);
    expect(promised).to.have.length.above(40);
  });

  it('says of each operation who may ask, and the same as docs/api.md', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../docs/api.md'), 'utf8');

    for (const { method, path, access } of publicApi({ allowSandboxPayments: true })) {
      expect(page, path).to.contain(`| ${method} ${path} | ${access} |`);
      const security = document.paths[path]?.[method.toLowerCase()]?.security;
      const needsSomebody = access === 'customer' || access === 'admin';
      expect(security?.some((way) => Object.keys(way).length === 0) ?? true, `${method} ${path}`).to.equal(
        !needsSomebody,
      );
    }
  });

  it('has a description for every status, and a problem for every refusal', () => {
    for (const { request, operation } of operations()) {
      expect(Object.keys(operation.responses), request).to.include.members(['422', '429', '500', '503']);
      if (operation.requestBody !== undefined) expect(operation.responses, request).to.include.keys('413', '415');
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(response.description, `${request} ${status}`).to.have.length.above(3);
        if (Number(status) >= 400) expect(response.content).to.have.keys('application/problem+json');
      }
    }
  });

  it('gives every operation a name of its own and declares every parameter of its path', () => {
    const names = operations().map(({ operation }) => operation.operationId);

    expect(new Set(names)).to.have.length(names.length);
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name)).to.have.members(inPath);
    }
  });

  it('does not mention the sandbox provider where it is refused', async () => {
    const [placing] = publicApi({ allowSandboxPayments: false }).filter(({ id }) => id === 'placeCheckout');

    expect(JSON.stringify(placing?.body?.toJSONSchema())).to.contain('stripe').and.not.contain('sandbox');
  });

  it('has pages that load nothing from elsewhere and nothing inline', async () => {
    const page = await fetch(`${gateway.url}/api/docs`);
    const html = await page.text();

    expect(page.headers.get('content-security-policy')).to.contain("default-src 'self'").and.not.contain('unsafe');
    expect(html).to.not.match(/<script>|<style|\son\w+=|https?:/);
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
    expect(assets).to.have.length(4);
    for (const asset of assets) expect((await fetch(gateway.url + asset)).status, asset).to.equal(200);
    expect((await fetch(`${gateway.url}/api/docs/package.json`)).status).to.equal(404);
  });

  it('refuses other methods than GET and HEAD, and keeps no refusal in a cache', async () => {
    for (const path of ['/api/openapi.json', '/api/docs', '/api/docs/swagger-ui.css', '/problems/internal']) {
      for (const method of ['POST', 'OPTIONS', 'DELETE']) {
        const refusal = await fetch(gateway.url + path, { method });
        expect([refusal.status, refusal.headers.get('allow')], `${method} ${path}`).to.deep.equal([405, 'GET, HEAD']);
        expect(refusal.headers.get('content-type')).to.contain('application/problem+json');
      }
      expect((await fetch(gateway.url + path, { method: 'HEAD' })).status, path).to.equal(200);
    }
    for (const path of ['/api/docs/nothing.css', '/problems/nothing']) {
      const missing = await fetch(gateway.url + path);
      expect([missing.status, missing.headers.get('cache-control')], path).to.deep.equal([404, 'no-store']);
    }
  });

  it('has a page for every problem, and none for others', async () => {
    for (const code of Object.keys(problemStatuses)) {
      const page = await fetch(`${gateway.url}/problems/${code}`);
      expect([page.status, page.headers.get('content-type')]).to.deep.equal([200, 'text/html; charset=utf-8']);
      expect(await page.text()).to.contain(code);
    }
    expect((await fetch(`${gateway.url}/problems/constructor`)).status).to.equal(404);
  });
});
