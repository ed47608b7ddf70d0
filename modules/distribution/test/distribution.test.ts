import { expect } from 'chai';
import { managedPolicyIds } from '../cache-policies.ts';
import { behaviourFor, behavioursOf, props, synthesized } from './distribution-under-test.ts';

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
