import { z } from 'zod';

const OneOrMany = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));
const Principal = z.union([z.literal('*'), z.record(z.string(), OneOrMany)]);

const Statement = z.looseObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: Principal.optional(),
  NotPrincipal: Principal.optional(),
  Action: OneOrMany.optional(),
  NotAction: OneOrMany.optional(),
  Resource: OneOrMany.optional(),
  NotResource: OneOrMany.optional(),
  Condition: z.record(z.string(), z.unknown()).optional(),
});
export type Statement = z.infer<typeof Statement>;

const Document = z.looseObject({
  Statement: z.union([Statement.transform((one) => [one]), z.array(Statement)]),
});

/** The statements of a policy; `undefined` for anything that is no policy. */
export function statementsOf(value: unknown): readonly Statement[] | undefined {
  if (typeof value !== 'string' || !value.includes('"Statement"')) return undefined;
  try {
    return Document.safeParse(JSON.parse(value)).data?.Statement;
  } catch {
    return undefined;
  }
}

/** `AWS:arn:aws:iam::1:root`, `Service:ec2.amazonaws.com`, or `*` for everyone. */
export function principalsOf({ Principal: principal }: Statement): readonly string[] {
  if (principal === undefined) return [];
  if (principal === '*') return ['*'];
  return Object.entries(principal).flatMap(([kind, names]) =>
    names.map((name) => (kind === 'AWS' && name === '*' ? '*' : `${kind}:${name}`)),
  );
}

/** Whether an IAM pattern such as `s3:Get*` takes in another one, e.g. `s3:GetObject` or `s3:GetObject*`. */
export function covers(pattern: string, other: string): boolean {
  const escaped = pattern
    .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i').test(other);
}
