import { z } from 'zod';
import { Environment } from './environment.ts';
import { problemsAmong, problemsOf } from './relations.ts';

/**
 * Returns the environments as they were given, or throws one error that lists every problem of all of them,
 * each with the place, the value and the rule.
 */
export function validateEnvironments(candidates: readonly unknown[]): readonly Environment[] {
  const parsed = candidates.map((candidate) => Environment.safeParse(candidate));
  const environments = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const problems = [
    ...parsed.flatMap(({ error }, index) => (error === undefined ? [] : shapeProblems(candidates[index], error))),
    ...environments.flatMap((environment) => problemsOf(environment)),
    ...problemsAmong(environments),
  ];
  if (problems.length > 0) {
    throw new Error(`The environments are not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
  return environments;
}

const Named = z.object({ name: z.string() });

function shapeProblems(candidate: unknown, error: z.ZodError): readonly string[] {
  const named = Named.safeParse(candidate);
  const name = named.success ? named.data.name : 'an environment without a name';
  return error.issues.map((issue) => {
    const value = valueAt(candidate, issue.path);
    // Of an object the place says more than all that is in it.
    const told = typeof value === 'object' ? '' : `${JSON.stringify(value)}: `;
    return `${[name, ...issue.path].join('.')}: ${issue.message.includes(told) ? '' : told}${issue.message}`;
  });
}

function valueAt(candidate: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    candidate,
  );
}
