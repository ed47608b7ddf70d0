import { type Estate, nameOf, resourcesOf } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

const boundary = /:policy\/evermart-[a-z0-9-]+-boundary$/;

/** The bootstrap stack makes the boundary and the roles of the delivery, which only a person applies. */
const bounded = (estate: Estate) =>
  resourcesOf(estate, 'aws_iam_role').filter(({ stack }) => stack.name !== 'bootstrap');

export const policy: Policy = {
  guarantee: 'every role but those of the delivery is under the permission boundary of its environment',
  violationsIn: (estate) => {
    const roles = bounded(estate);
    if (roles.length === 0) return ['no role'];
    return roles
      .filter((role) => !boundary.test(String(role.arguments.permissions_boundary)))
      .map((role) => `${nameOf(role)} has no permission boundary: the deployment role may not make it`);
  },
  mutations: [
    {
      title: 'takes the boundary off a role',
      apply: (estate) => {
        delete bounded(estate)[0]!.arguments.permissions_boundary;
      },
    },
    {
      title: 'puts a role under another policy',
      apply: (estate) => {
        bounded(estate)[0]!.arguments.permissions_boundary = 'arn:aws:iam::aws:policy/AdministratorAccess';
      },
    },
  ],
};
