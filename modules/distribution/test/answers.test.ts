import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@evermart/contracts/http/problem';
import { expect } from 'chai';
import { z } from 'zod';
import { securityHeaders as localHeaders } from '../../../scripts/local/edge/security-headers.ts';
import { securityHeaders as gatewayHeaders } from '../../../services/api-gateway/http/security-headers.ts';
import { unavailablePage } from '../error-responses.ts';
import { behaviourFor, behavioursOf, synthesized } from './distribution-under-test.ts';

const HeadersPolicy = z.looseObject({
  security_headers_config: z.looseObject({
    content_security_policy: z.object({ content_security_policy: z.string() }).optional(),
    content_type_options: z.object({ override: z.boolean() }),
    frame_options: z.object({ frame_option: z.string() }).optional(),
    referrer_policy: z.object({ referrer_policy: z.string() }).optional(),
    strict_transport_security: z.object({
      access_control_max_age_sec: z.number(),
      include_subdomains: z.boolean(),
      override: z.boolean(),
    }),
  }),
  custom_headers_config: z.object({
    items: z.array(z.object({ header: z.string(), value: z.string(), override: z.boolean() })),
  }),
});

function headersFor(path: string) {
  const edge = synthesized();
  const { response_headers_policy_id: id } = behaviourFor(behavioursOf(edge), path)!;
  const { security_headers_config: config, custom_headers_config: custom } = HeadersPolicy.parse(edge.referred(id));
  const own = Object.fromEntries(custom.items.map(({ header, value }) => [header, value]));
  return { config, own, custom: custom.items };
}

describe("the distribution's answers", () => {
  for (const path of ['/', '/assets/a.js', '/media/products/1.webp']) {
    it(`say to browsers what the local edge says: ${path}`, () => {
      const { config, own } = headersFor(path);

      const { 'cache-control': _, ...others } = own;
      expect({
        'content-security-policy': config.content_security_policy?.content_security_policy,
        'x-content-type-options': 'nosniff',
        'x-frame-options': config.frame_options?.frame_option,
        'referrer-policy': config.referrer_policy?.referrer_policy,
        ...others,
      }).to.deep.equal(localHeaders);
    });
  }

  it('keep browsers on TLS for as long as the gateway does', () => {
    const { strict_transport_security: transport } = headersFor('/').config;

    const gateway = Object.fromEntries(gatewayHeaders)['Strict-Transport-Security'];

    expect(`max-age=${transport.access_control_max_age_sec}; includeSubDomains`).to.equal(gateway);
    expect(transport).to.include({ include_subdomains: true, override: true });
  });

  it("leave the gateway's headers as they are", () => {
    const { config, custom } = headersFor('/api/v1/cart');

    expect(config.content_security_policy).to.equal(undefined);
    expect(config.strict_transport_security.override).to.equal(false);
    for (const { header, override } of custom) expect(override, header).to.equal(false);
  });

  it('are never errors that somebody else was given', () => {
    const errors = synthesized().config.custom_error_response;

    const codes = errors.map(({ error_code: code }) => code);

    expect(codes).to.have.members([400, 403, 404, 405, 414, 500, 501, 502, 503, 504]);
    for (const { error_caching_min_ttl: seconds } of errors) expect(seconds).to.equal(0);
  });

  it("are problems of the API where its origin is away, and the API's own ones otherwise", () => {
    const replaced = synthesized().config.custom_error_response.filter(
      ({ response_page_path: page }) => page !== undefined,
    );
    const file = join(import.meta.dirname, '../../../services/storefront/public', unavailablePage);

    const problem = Problem.parse(JSON.parse(readFileSync(file, 'utf8')));

    expect(replaced.map(({ error_code: code }) => code)).to.have.members([502, 504]);
    for (const response of replaced) {
      expect(response).to.include({ response_page_path: unavailablePage, response_code: problem.status });
    }
    expect(problem).to.include({ type: '/problems/dependency-unavailable', status: 503 });
  });
});
