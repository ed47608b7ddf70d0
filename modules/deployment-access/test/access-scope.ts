import { z } from 'zod';
import type { AccessScope } from '../access-scope.ts';

export const scope: AccessScope = {
  partition: 'aws',
  account: '111111111111',
  prefix: 'evermart-dev',
  regions: ['eu-west-1', 'eu-central-1'],
  stateBucketArns: ['arn:aws:s3:::evermart-dev-111111111111-eu-west-1-tfstate'],
  stateKeyAlias: 'alias/evermart-dev-state',
  secretsInPlans: ['evermart-dev/origin'],
  boundaryArn: 'arn:aws:iam::111111111111:policy/evermart-dev-boundary',
};

const Policy = z.object({
  Statement: z.array(
    z.looseObject({
      Sid: z.string(),
      Effect: z.enum(['Allow', 'Deny']),
      Action: z.array(z.string()),
      Resource: z.array(z.string()).optional(),
      Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    }),
  ),
});
export type Statement = z.infer<typeof Policy>['Statement'][number];

export const statementsOf = (policy: unknown): readonly Statement[] =>
  Policy.parse(JSON.parse(z.string().parse(policy))).Statement;

const matches = (pattern: string, text: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(text);

/** Whether statements let an action on a resource through, as IAM decides it, all conditions met. */
export function allows(statements: readonly Statement[], action: string, resource = '*'): boolean {
  const applying = statements.filter(
    ({ Action, Resource = ['*'] }) =>
      Action.some((pattern) => matches(pattern, action)) && Resource.some((pattern) => matches(pattern, resource)),
  );
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny');
}

/** The statement that lets it through. */
export const allowing = (statements: readonly Statement[], action: string, resource = '*') =>
  statements.find((statement) => statement.Effect === 'Allow' && allows([statement], action, resource));
