import { z } from 'zod';

const Statement = z.looseObject({ Sid: z.string(), Effect: z.string(), Action: z.array(z.string()) });
const Policy = z.object({ Statement: z.array(Statement) });

/** What an argument holds as JSON. */
export const jsonIn = (value: unknown): unknown => JSON.parse(z.string().parse(value));

/** The statements of a policy that stands in an argument as JSON. */
export const statementsIn = (policy: unknown) => Policy.parse(jsonIn(policy)).Statement;
