import { type Estate, nameOf, resourcesOf } from '../../support/synthesized.ts';
import { nameRules } from '../name-rules.ts';
import type { Policy } from '../policy.ts';

export function nameViolationsIn(estate: Estate): readonly string[] {
  return nameRules.flatMap(({ type, argument, pattern }) =>
    resourcesOf(estate, type).flatMap((resource) => {
      const value = resource.arguments[argument];
      // What Terraform fills in at apply is checked where it comes from.
      if (typeof value !== 'string' || value.includes('${')) return [];
      return pattern.test(value) ? [] : [`${nameOf(resource)}: AWS refuses the ${argument} "${value}"`];
    }),
  );
}

export const policy: Policy = {
  guarantee: 'AWS takes every name',
  violationsIn: nameViolationsIn,
  mutations: [
    {
      title: 'makes the name of a role too long',
      apply(estate) {
        resourcesOf(estate, 'aws_iam_role')[0]!.arguments.name = 'a'.repeat(65);
      },
    },
    {
      title: 'describes a security group with a character that AWS refuses',
      apply(estate) {
        resourcesOf(estate, 'aws_security_group')[0]!.arguments.description = "The network's endpoints";
      },
    },
  ],
};
