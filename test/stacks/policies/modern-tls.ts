import { type Estate, nameOf, type Resource, resourcesOf } from '../../support/synthesized.ts';
import { isOn, setAt, valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

/** Named in each service's own way: `TLSv1.2_2021`, `Policy-Min-TLS-1-2-PFS-2023-10`. */
const modern = /TLSv1\.[23](_|$)|TLS-1-[23]-/;

const endpoints: Readonly<Record<string, (given: Resource['arguments']) => boolean>> = {
  aws_cloudfront_distribution: (given) =>
    modern.test(String(valueAt(given, 'viewer_certificate.minimum_protocol_version'))) &&
    [
      ...valuesAt(given, 'default_cache_behavior.viewer_protocol_policy'),
      ...valuesAt(given, 'ordered_cache_behavior.viewer_protocol_policy'),
    ].every((way) => way === 'redirect-to-https' || way === 'https-only') &&
    valuesAt(given, 'origin.custom_origin_config').every(
      (origin) =>
        valueAt(origin, 'origin_protocol_policy') === 'https-only' &&
        valuesAt(origin, 'origin_ssl_protocols').every((protocol) => modern.test(String(protocol))),
    ),
  aws_elasticache_replication_group: (given) =>
    isOn(given, 'transit_encryption_enabled') && given.transit_encryption_mode === 'required',
  aws_lb_listener: (given) =>
    given.protocol === 'HTTPS'
      ? /TLS13-1-[23]/.test(String(given.ssl_policy))
      : valueAt(given, 'default_action.type') === 'redirect',
  aws_opensearch_domain: (given) =>
    isOn(given, 'domain_endpoint_options.enforce_https') &&
    modern.test(String(valueAt(given, 'domain_endpoint_options.tls_security_policy'))),
  aws_rds_cluster_parameter_group: (given) =>
    valuesAt(given, 'parameter').some(
      (parameter) => valueAt(parameter, 'name') === 'rds.force_ssl' && String(valueAt(parameter, 'value')) === '1',
    ),
};

const first = (estate: Estate, type: string) => resourcesOf(estate, type)[0]!.arguments;

export const policy: Policy = {
  guarantee: 'lesson 16: edge, load balancer, database, cache and search speak TLS 1.2 or newer only',
  violationsIn: (estate) =>
    Object.entries(endpoints).flatMap(([type, holds]) => {
      const found = resourcesOf(estate, type);
      return [
        ...(found.length === 0 ? [`no ${type}`] : []),
        ...found
          .filter((resource) => !holds(resource.arguments))
          .map((resource) => `${nameOf(resource)} takes less than TLS 1.2`),
      ];
    }),
  mutations: [
    {
      title: 'lets Redis answer in plain text',
      apply: (estate) => setAt(first(estate, 'aws_elasticache_replication_group'), 'transit_encryption_enabled', false),
    },
    {
      title: 'lets OpenSearch answer over HTTP',
      apply: (estate) => setAt(first(estate, 'aws_opensearch_domain'), 'domain_endpoint_options.enforce_https', false),
    },
    {
      title: 'lets PostgreSQL answer in plain text',
      apply: (estate) => setAt(first(estate, 'aws_rds_cluster_parameter_group'), 'parameter', []),
    },
    {
      title: 'serves viewers with TLS 1.0',
      apply: (estate) =>
        setAt(
          first(estate, 'aws_cloudfront_distribution'),
          'viewer_certificate.minimum_protocol_version',
          'TLSv1_2016',
        ),
    },
  ],
};
