import { hostNames, originSecretHeader } from '../../../modules/naming.ts';
import {
  type Estate,
  nameOf,
  type Resource,
  resourcesIn,
  resourcesOf,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import { setAt, valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

/** What the stacks of this environment that have this name hold of a type. */
const inEnvironment = (estate: Estate, { environment }: SynthesizedStack, name: string, type: string) =>
  stacksNamed(estate, name)
    .filter((stack) => stack.environment === environment)
    .flatMap((stack) => resourcesIn(stack, type));

const distributionsIn = (stack: SynthesizedStack) => resourcesIn(stack, 'aws_cloudfront_distribution');

/** Each bucket that it serves exists, in the region that its address names, and admits this distribution. */
function bucketViolations(estate: Estate, edge: SynthesizedStack, distribution: Resource): readonly string[] {
  const buckets = inEnvironment(estate, edge, 'data', 'aws_s3_bucket');
  const policies = inEnvironment(estate, edge, 'regional-edge', 'aws_s3_bucket_policy');
  return valuesAt(distribution.arguments, 'origin.domain_name').flatMap((domainName) => {
    const [, bucket, region] = /^(.+)\.s3\.([a-z0-9-]+)\.amazonaws\.com$/.exec(String(domainName)) ?? [];
    if (bucket === undefined) return [];
    const exists = buckets.some(({ stack, arguments: a }) => stack.region === region && a.bucket === bucket);
    const policy = policies.find(({ stack, arguments: a }) => stack.region === region && a.bucket === bucket);
    return [
      ...(exists ? [] : [`${nameOf(distribution)} serves ${bucket}, which is not in ${region}`]),
      ...(String(policy?.arguments.policy).includes('"aws:SourceArn":"${data.aws_ssm_parameter.')
        ? []
        : [`${bucket} does not admit the distribution, or admits others`]),
    ];
  });
}

/** Each region's load balancer proves the name that CloudFront asks for and the one that health checks ask for. */
function certificateViolations(estate: Estate, edge: SynthesizedStack): readonly string[] {
  const { apiOrigin, apiOriginIn } = hostNames(edge.environment.domain);
  const certificates = inEnvironment(estate, edge, 'cluster', 'aws_acm_certificate');
  return [edge.environment.primary, edge.environment.standby].flatMap((place) => {
    if (place === undefined) return [];
    const names = certificates
      .filter(({ stack }) => stack.region === place.region)
      .flatMap(({ arguments: a }) => [a.domain_name, ...valuesAt(a, 'subject_alternative_names')]);
    return [apiOrigin, apiOriginIn(place.region)]
      .filter((name) => !names.includes(name))
      .map((name) => `${edge.environment.name}: no certificate in ${place.region} proves ${name}`);
  });
}

/** What the distribution asks, and by which it is known, is what the load balancers have a rule for. */
function apiViolations(estate: Estate, edge: SynthesizedStack, distribution: Resource): readonly string[] {
  const { apiOrigin } = hostNames(edge.environment.domain);
  const api = valuesAt(distribution.arguments, 'origin').find(
    (origin) => valueAt(origin, 'custom_origin_config') !== undefined,
  );
  const header = valueAt(api, 'custom_header.name');
  const rules = inEnvironment(estate, edge, 'cluster', 'aws_lb_listener_rule');
  const demanded = rules.flatMap(({ arguments: a }) => valuesAt(a, 'condition.http_header.http_header_name'));
  const records = resourcesIn(edge, 'aws_route53_record').filter(({ arguments: a }) => a.name === apiOrigin);
  return [
    ...(valueAt(api, 'domain_name') === apiOrigin ? [] : [`${nameOf(distribution)} does not ask for ${apiOrigin}`]),
    ...(records.length > 0 ? [] : [`${edge.id}: ${apiOrigin} leads nowhere`]),
    ...(header === originSecretHeader && demanded.includes(header)
      ? []
      : [`${nameOf(distribution)} sends ${String(header)}, load balancers want ${demanded.join(', ')}`]),
  ];
}

/** The real-time log is written into a stream of the lake, by a role that exists. */
function logViolations(estate: Estate, edge: SynthesizedStack): readonly string[] {
  return resourcesIn(edge, 'aws_cloudfront_realtime_log_config').flatMap((config) => {
    const end = (argument: string) =>
      String(valueAt(config.arguments, `endpoint.kinesis_stream_config.${argument}`))
        .split('/')
        .at(-1);
    const exists = (type: string, name: string | undefined) =>
      inEnvironment(estate, edge, 'analytics', type).some(({ arguments: a }) => a.name === name);
    return [
      ...(exists('aws_kinesis_stream', end('stream_arn')) ? [] : [`${nameOf(config)}: no stream ${end('stream_arn')}`]),
      ...(exists('aws_iam_role', end('role_arn')) ? [] : [`${nameOf(config)}: no role ${end('role_arn')}`]),
    ];
  });
}

const edgeOfPair = (estate: Estate) =>
  stacksNamed(estate, 'edge').find(({ environment }) => environment.standby !== undefined)!;
const distributionOfPair = (estate: Estate) => distributionsIn(edgeOfPair(estate))[0]!.arguments;

export const policy: Policy = {
  guarantee:
    'the edge and the regions mean the same: buckets, host names, certificates, the secret header, log streams',
  violationsIn(estate) {
    const edges = stacksNamed(estate, 'edge');
    return [
      ...(edges.some((edge) => distributionsIn(edge).length > 0) ? [] : ['no distribution']),
      ...edges.flatMap((edge) => [
        ...distributionsIn(edge).flatMap((distribution) => [
          ...bucketViolations(estate, edge, distribution),
          ...apiViolations(estate, edge, distribution),
        ]),
        ...certificateViolations(estate, edge),
        ...logViolations(estate, edge),
      ]),
    ];
  },
  mutations: [
    {
      title: 'serves a bucket of another region by the wrong address',
      apply(estate) {
        const [origin] = valuesAt(distributionOfPair(estate), 'origin');
        setAt(
          origin,
          'domain_name',
          String(valueAt(origin, 'domain_name')).replace('.s3.eu-west-1.', '.s3.eu-west-3.'),
        );
      },
    },
    {
      title: 'lets any distribution read a bucket',
      apply(estate) {
        const [policy] = resourcesOf(estate, 'aws_s3_bucket_policy').filter(
          ({ stack }) => stack.name === 'regional-edge',
        );
        policy!.arguments.policy = String(policy!.arguments.policy).replaceAll('aws:SourceArn', 'aws:SourceVpc');
      },
    },
    {
      title: "leaves a load balancer without its own name's certificate",
      apply(estate) {
        for (const { arguments: a } of resourcesOf(estate, 'aws_acm_certificate')) a.subject_alternative_names = [];
      },
    },
    {
      title: "asks one region's load balancer, whichever serves",
      apply(estate) {
        for (const origin of valuesAt(distributionOfPair(estate), 'origin')) {
          if (valueAt(origin, 'custom_origin_config') !== undefined)
            setAt(origin, 'domain_name', 'eu-west-1.api-origin.x');
        }
      },
    },
    {
      title: 'sends another header than the load balancers want',
      apply: (estate) => setAt(distributionOfPair(estate), 'origin.custom_header.name', 'x-other'),
    },
    {
      title: 'writes real-time logs into a stream that is not there',
      apply(estate) {
        const [config] = resourcesIn(edgeOfPair(estate), 'aws_cloudfront_realtime_log_config');
        setAt(
          config!.arguments,
          'endpoint.kinesis_stream_config.stream_arn',
          'arn:aws:kinesis:eu-west-1:1:stream/gone',
        );
      },
    },
  ],
};
