import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { SiteRouting, viewerRequestCode } from '../site-routing.ts';
import { runAtEdge } from './run-at-edge.ts';

const site = 'shop.example';

describe('requests for the site', () => {
  it('for a file go to that file', () => {
    for (const path of ['/assets/index-1a2b.js', '/favicon.svg', '/index.html', '/errors/unavailable.json']) {
      expect(runAtEdge(site, path)).to.deep.equal({ uri: path });
    }
  });

  it("for the application's own paths go to its page", () => {
    for (const path of ['/', '/products/oak-table', '/search?q=a.b', '/orders/1.2/lines', '/checkout/']) {
      expect(runAtEdge(site, path), path).to.deep.equal({ uri: '/index.html' });
    }
  });

  it('for what can not be a key end at the edge', () => {
    for (const path of ['/%E0%A4%A', '/a/../b.js', '/%2e%2e/secret.txt', '/a%00.js']) {
      expect(runAtEdge(site, path), path).to.include({ statusCode: 404 });
    }
  });

  it('that begin with www lead to the same place on the site, by TLS, for good', () => {
    const moved = runAtEdge(`www.${site}`, '/search?q=red%20shoes&brand=a&brand=b&flag');

    expect(moved).to.deep.equal({
      statusCode: 301,
      headers: { location: { value: `https://${site}/search?q=red%20shoes&brand=a&brand=b&flag` } },
    });
  });
});

/** Source: Amazon CloudFront Developer Guide, "JavaScript runtime 2.0 features for CloudFront Functions". */
const unknownToTheRuntime = {
  'for-of': /\bfor \([^)]* of /,
  destructuring: /\b(const|let|var) [{[]/,
  spreading: /\.\.\.\w/,
  'optional chaining': /\?\.[a-z[(]/i,
  'nullish coalescing': /\?\?/,
  classes: /\bclass \w/,
  imports: /\b(import|require)\b/,
};

describe('the function of the site', () => {
  it('keeps to the JavaScript that its runtime knows', () => {
    for (const [feature, pattern] of Object.entries(unknownToTheRuntime)) {
      expect(viewerRequestCode.replaceAll(/^ *\/[/*].*$/gm, ''), feature).to.not.match(pattern);
    }
  });

  it('reaches CloudFront as it is written, whatever Terraform would read into it', () => {
    const json = Testing.synthScope(
      (scope) => void new SiteRouting(scope as TerraformStack, 'routing', { name: 'evermart-dev-site' }),
    );
    const Json = z.object({
      resource: z.object({ aws_cloudfront_function: z.record(z.string(), z.object({ code: z.string() })) }),
    });

    const [{ code } = { code: '' }] = Object.values(Json.parse(JSON.parse(json)).resource.aws_cloudfront_function);

    // Terraform reads `$${` as a `${` that is meant so, and refuses most others.
    expect(code.replaceAll('$${', '')).to.not.include('${').and.not.include('%{');
    expect(code.replaceAll('$${', () => '${')).to.equal(viewerRequestCode);
  });
});
