import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@evermart/contracts/http/problem';
import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { securityHeaders as localHeaders } from '../../../scripts/local/edge/security-headers.ts';
import { securityHeaders as gatewayHeaders } from '../../../services/api-gateway/http/security-headers.ts';
import { managedPolicyIds } from '../cache-policies.ts';
import { Distribution, type DistributionProps } from '../distribution.ts';
import { unavailablePage } from '../error-responses.ts';

const bucket = (region: string, name: string) => ({
  region,
  domainName: `shop-${region}-${name}.s3.${region}.amazonaws.com`,
});
const pair = (name: string) => ({ primary: bucket('eu-west-1', name), standby: bucket('eu-central-1', name) });

const props: DistributionProps = {
  name: 'evermart-dev',
  hostNames: ['shop.example', 'www.shop.example'],
  certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/c',
  firewallArn: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/edge/w',
  site: pair('static'),
  media: pair('media'),
  api: { hostName: 'api-origin.shop.example', secretHeader: { name: 'x-origin', value: 'the-secret' } },
  siteRoutingArn: 'arn:aws:cloudfront::111111111111:function/routing',
  realTimeLogArn: 'arn:aws:cloudfront::111111111111:realtime-log-config/r',
  reach: 'europe-and-north-america',
};

const Behaviour = z.looseObject({
  path_pattern: z.string().default('*'),
  target_origin_id: z.string(),
  viewer_protocol_policy: z.string(),
  allowed_methods: z.array(z.string()),
  cache_policy_id: z.string(),
  origin_request_policy_id: z.string().optional(),
  response_headers_policy_id: z.string(),
  realtime_log_config_arn: z.string(),
  function_association: z.array(z.looseObject({ event_type: z.string(), function_arn: z.string() })).default([]),
});
type Behaviour = z.infer<typeof Behaviour>;

const Origin = z.looseObject({
  origin_id: z.string(),
  domain_name: z.string(),
  connection_attempts: z.number(),
  connection_timeout: z.number(),
  origin_access_control_id: z.string().optional(),
  custom_header: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  custom_origin_config: z.looseObject({}).optional(),
});

const Config = z.looseObject({
  default_cache_behavior: Behaviour,
  ordered_cache_behavior: z.array(Behaviour),
  origin: z.array(Origin),
  origin_group: z
    .array(
      z.object({
        origin_id: z.string(),
        failover_criteria: z.object({ status_codes: z.array(z.number()) }),
        member: z.array(z.object({ origin_id: z.string() })),
      }),
    )
    .default([]),
  custom_error_response: z.array(z.looseObject({ error_code: z.number(), error_caching_min_ttl: z.number() })),
});

const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

function synthesized(more: Partial<DistributionProps> = {}) {
  const json = Testing.synthScope(
    (scope) => void new Distribution(scope as TerraformStack, 'edge', { ...props, ...more }),
  );
  const { resource } = Json.parse(JSON.parse(json));
  const [config] = Object.values(resource.aws_cloudfront_distribution ?? {});
  /** The resource to which `${aws_x.y.id}` refers. */
  const referred = (reference: string) => {
    const [, type = '', name = ''] = /^\$\{(\w+)\.([\w-]+)\./.exec(reference) ?? [];
    return resource[type]?.[name];
  };
  return { config: Config.parse(config), resource, referred };
}

const behavioursOf = ({ config }: ReturnType<typeof synthesized>) => [
  ...config.ordered_cache_behavior,
  config.default_cache_behavior,
];

/** The first that matches, as CloudFront chooses. All patterns here are a prefix and a `*`. */
function behaviourFor(behaviours: readonly Behaviour[], path: string): Behaviour | undefined {
  return behaviours.find(({ path_pattern: pattern }) => path.startsWith(pattern.slice(0, -1)));
}

describe('the distribution', () => {
  it('is behind the firewall, and speaks modern HTTP over modern TLS by the names of the site', () => {
    const { config } = synthesized();

    expect(config).to.include({ web_acl_id: props.firewallArn, http_version: 'http2and3', is_ipv6_enabled: true });
    expect(config.aliases).to.deep.equal(props.hostNames);
    expect(config.viewer_certificate).to.deep.equal({
      acm_certificate_arn: props.certificateArn,
      minimum_protocol_version: 'TLSv1.2_2021',
      ssl_support_method: 'sni-only',
    });
  });

  it('sends each path where the local edge does', () => {
    const behaviours = behavioursOf(synthesized());

    const targets = Object.fromEntries(
      [
        '/api/v1/cart',
        '/api/docs',
        '/problems/not-found',
        '/media/products/1.webp',
        '/assets/a.js',
        '/',
        '/api',
        '/x/api/',
      ].map((path) => [path, behaviourFor(behaviours, path)?.target_origin_id]),
    );

    expect(targets).to.deep.equal({
      '/api/v1/cart': 'api',
      '/api/docs': 'api',
      '/problems/not-found': 'api',
      '/media/products/1.webp': 'media',
      '/assets/a.js': 'site',
      '/': 'site',
      '/api': 'site',
      '/x/api/': 'site',
    });
  });

  it('takes nothing over plain HTTP, logs everything in real time, and leads nowhere that is not there', () => {
    for (const edge of [synthesized(), synthesized({ site: { primary: props.site.primary } })]) {
      const targets = [...edge.config.origin, ...edge.config.origin_group].map(({ origin_id: id }) => id);
      for (const behaviour of behavioursOf(edge)) {
        expect(behaviour.viewer_protocol_policy).to.be.oneOf(['redirect-to-https', 'https-only']);
        expect(behaviour.realtime_log_config_arn).to.equal(props.realTimeLogArn);
        expect(targets).to.include(behaviour.target_origin_id);
      }
    }
  });
});

describe("the distribution's buckets", () => {
  it('stand in for each other, the primary first, also for objects that were not replicated yet', () => {
    const { config } = synthesized();

    expect(config.origin_group.map(({ origin_id: id }) => id)).to.have.members(['site', 'media']);
    for (const { origin_id: id, member, failover_criteria: criteria } of config.origin_group) {
      const domains = member.map(
        ({ origin_id: origin }) => config.origin.find((one) => one.origin_id === origin)?.domain_name,
      );
      const buckets = id === 'site' ? props.site : props.media;
      expect(domains).to.deep.equal([buckets.primary.domainName, buckets.standby?.domainName]);
      expect(criteria.status_codes).to.include.members([403, 404, 500, 502, 503, 504]);
    }
  });

  it('are asked one by one where there is one region', () => {
    const { config } = synthesized({ site: { primary: props.site.primary }, media: { primary: props.media.primary } });

    expect(config.origin_group).to.deep.equal([]);
    expect(config.origin.map(({ domain_name: name }) => name)).to.have.members([
      props.site.primary.domainName,
      props.media.primary.domainName,
      props.api.hostName,
    ]);
  });

  it('are read by signed requests only, and given up within 6 s', () => {
    const { config, referred } = synthesized();

    for (const origin of config.origin.filter(({ custom_origin_config: custom }) => custom === undefined)) {
      expect(referred(origin.origin_access_control_id ?? '')).to.include({
        signing_behavior: 'always',
        signing_protocol: 'sigv4',
      });
      expect(origin.connection_attempts * origin.connection_timeout).to.be.at.most(6);
    }
  });

  it('are sent the path and nothing else: not the host name, which S3 would refuse, and no cookie', () => {
    const edge = synthesized();
    const files = behavioursOf(edge).filter(({ target_origin_id: id }) => id !== 'api');

    expect(files).to.have.length(3);
    for (const behaviour of files) {
      expect(behaviour.origin_request_policy_id).to.equal(undefined);
      expect(behaviour.allowed_methods).to.deep.equal(['GET', 'HEAD']);
      expect(edge.referred(behaviour.cache_policy_id)?.parameters_in_cache_key_and_forwarded_to_origin).to.deep.equal({
        cookies_config: { cookie_behavior: 'none' },
        headers_config: { header_behavior: 'none' },
        query_strings_config: { query_string_behavior: 'none' },
        enable_accept_encoding_brotli: true,
        enable_accept_encoding_gzip: true,
      });
    }
  });

  it('show a new release within a second, and keep for a year what its name makes immutable', () => {
    const edge = synthesized();
    const policyFor = (path: string) => edge.referred(behaviourFor(behavioursOf(edge), path)?.cache_policy_id ?? '');

    expect(policyFor('/index.html')).to.include({ min_ttl: 1, default_ttl: 1 });
    expect(policyFor('/assets/index-1a2b.js')).to.include({ max_ttl: 31_536_000 });
    expect(policyFor('/media/products/1.webp')).to.include({ default_ttl: 3600, max_ttl: 31_536_000 });
  });

  it("have the application's paths and www answered at the edge, for pages and assets alike", () => {
    const behaviours = behavioursOf(synthesized());

    for (const path of ['/products/oak-table', '/assets/oak']) {
      expect(behaviourFor(behaviours, path)?.function_association).to.deep.equal([
        { event_type: 'viewer-request', function_arn: props.siteRoutingArn },
      ]);
    }
  });
});

describe("the distribution's API", () => {
  const api = () => {
    const edge = synthesized();
    const origin = edge.config.origin.find(({ origin_id: id }) => id === 'api')!;
    return { origin, behaviours: behavioursOf(edge).filter(({ target_origin_id: id }) => id === 'api') };
  };

  it('takes every method, keeps nothing, and hands on all but the host name', () => {
    for (const behaviour of api().behaviours) {
      expect(behaviour.allowed_methods).to.have.length(7);
      expect(behaviour.cache_policy_id).to.equal(managedPolicyIds.cachingDisabled);
      expect(behaviour.origin_request_policy_id).to.equal(managedPolicyIds.allViewerExceptHostHeader);
      expect(behaviour.function_association).to.deep.equal([]);
    }
  });

  it('is asked for at the name that fails over, by TLS 1.2, with the secret of the load balancers', () => {
    const { origin } = api();

    expect(origin.domain_name).to.equal(props.api.hostName);
    expect(origin.custom_header).to.deep.equal([props.api.secretHeader]);
    expect(origin.custom_origin_config).to.include({ origin_protocol_policy: 'https-only' });
    expect(origin.custom_origin_config?.origin_ssl_protocols).to.deep.equal(['TLSv1.2']);
  });

  it('has the time that a purchase takes, and no more than 30 s', () => {
    const { origin } = api();
    const purchaseSeconds = 10;

    expect(origin.connection_attempts * origin.connection_timeout).to.be.at.most(6);
    expect(origin.custom_origin_config?.origin_read_timeout).to.be.within(purchaseSeconds + 1, 30);
    expect(origin.response_completion_timeout).to.equal(origin.custom_origin_config?.origin_read_timeout);
  });
});

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
