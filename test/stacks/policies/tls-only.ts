import { z } from 'zod';
import { type Estate, nameOf, type Resource, refersTo, resourcesOf } from '../../support/synthesized.ts';
import type { Policy as EstatePolicy } from '../policy.ts';

/** What has a policy of its own, and how that policy names it. */
const kinds = [
  { type: 'aws_s3_bucket', policyType: 'aws_s3_bucket_policy', target: 'bucket', physical: 'bucket' },
  { type: 'aws_sns_topic', policyType: 'aws_sns_topic_policy', target: 'arn', physical: 'name' },
  { type: 'aws_sqs_queue', policyType: 'aws_sqs_queue_policy', target: 'queue_url', physical: 'name' },
] as const;

/** Another stack may write the policy, and then names the thing by its name. */
const isMeant = (value: unknown, resource: Resource, physical: string) =>
  refersTo(value, resource) || value === resource.arguments[physical];

const Policy = z.looseObject({ Statement: z.array(z.record(z.string(), z.unknown())) });

const refusesPlaintext = ({ arguments: { policy } }: Resource) =>
  Policy.parse(JSON.parse(String(policy))).Statement.some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Deny' &&
      Principal === '*' &&
      JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
  );

function violationsOf(
  estate: Estate,
  { type, policyType, target, physical }: (typeof kinds)[number],
): readonly string[] {
  const policies = resourcesOf(estate, policyType);
  const resources = resourcesOf(estate, type);
  return [
    ...(resources.length === 0 ? [`no ${type}`] : []),
    ...resources
      .filter((resource) => {
        const own = policies.filter(
          (policy) =>
            policy.stack.environment.name === resource.stack.environment.name &&
            (policy.stack === resource.stack || policy.arguments[target] === resource.arguments[physical]) &&
            isMeant(policy.arguments[target], resource, physical),
        );
        return own.length !== 1 || !refusesPlaintext(own[0]!);
      })
      .map((resource) => `${nameOf(resource)} does not have one policy, which refuses connections without TLS`),
  ];
}

export const policy: EstatePolicy = {
  guarantee: 'every bucket, topic and queue has one policy, which refuses connections without TLS',
  violationsIn: (estate) => kinds.flatMap((kind) => violationsOf(estate, kind)),
  mutations: kinds.map(({ type, policyType }) => ({
    title: `opens an ${type} to plaintext`,
    apply(estate: Estate) {
      const [policy] = resourcesOf(estate, policyType);
      policy!.arguments.policy = String(policy!.arguments.policy).replace('"Deny"', '"Allow"');
    },
  })),
};
