import { type TerraformStack, Testing } from 'cdktf';
import { z } from 'zod';
import { Distribution, type DistributionProps } from '../distribution.ts';

export const bucket = (region: string, name: string) => ({
  region,
  domainName: `shop-${region}-${name}.s3.${region}.amazonaws.com`,
});
export const pair = (name: string) => ({ primary: bucket('eu-west-1', name), standby: bucket('eu-central-1', name) });

export const props: DistributionProps = {
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

export const Behaviour = z.looseObject({
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
export type Behaviour = z.infer<typeof Behaviour>;

export const Origin = z.looseObject({
  origin_id: z.string(),
  domain_name: z.string(),
  connection_attempts: z.number(),
  connection_timeout: z.number(),
  origin_access_control_id: z.string().optional(),
  custom_header: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  custom_origin_config: z.looseObject({}).optional(),
});

export const Config = z.looseObject({
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

export const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

export function synthesized(more: Partial<DistributionProps> = {}) {
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

export const behavioursOf = ({ config }: ReturnType<typeof synthesized>) => [
  ...config.ordered_cache_behavior,
  config.default_cache_behavior,
];

/** The first that matches, as CloudFront chooses. All patterns here are a prefix and a `*`. */
export function behaviourFor(behaviours: readonly Behaviour[], path: string): Behaviour | undefined {
  return behaviours.find(({ path_pattern: pattern }) => path.startsWith(pattern.slice(0, -1)));
}
