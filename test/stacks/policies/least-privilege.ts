import { nameOf, resourcesOf } from '../../support/synthesized.ts';
import { setAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';
import { type Statement, statementsIn } from '../statements.ts';

/** What an identity may do; a resource's own policy names the resource by standing in it. */
const identityPolicies = new Set(['aws_iam_policy', 'aws_iam_role_policy']);

const everything = /^\*(:\*)?$/;
const wholeService = /^[a-z0-9-]+:\*$/;

function violationsOf({ resource, sid, effect, actions, notActions, resources, principals, conditions }: Statement) {
  if (effect !== 'Allow') return [];
  const where = `${nameOf(resource)}: statement ${sid}`;
  const everywhere = resources.includes('*');
  const roleFor = resource.type === 'aws_iam_role';
  return [
    ...(everywhere && actions.some((action) => everything.test(action))
      ? [`${where} allows everything on everything`]
      : []),
    ...(notActions.length > 0 ? [`${where} allows whatever it does not name`] : []),
    ...(identityPolicies.has(resource.type) &&
    everywhere &&
    actions.some((action) => wholeService.test(action)) &&
    !conditions
      ? [`${where} allows a whole service on everything`]
      : []),
    ...(roleFor && principals.includes('*') ? [`${where} lets anybody take the role`] : []),
    ...(roleFor && principals.some((principal) => principal.startsWith('Federated:')) && !conditions
      ? [`${where} lets any workflow of the provider take the role`]
      : []),
  ];
}

/** The boundary lists whole services on purpose: it only ever narrows what a policy grants. */
const isBoundary = ({ resource }: Statement) => /boundary/.test(resource.address);

const allowed = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'X', Effect: 'Allow', ...statement }] });

export const policy: Policy = {
  guarantee: 'no policy allows everything on everything, and no role is for anybody',
  violationsIn(estate) {
    const statements = statementsIn(estate);
    const managed = resourcesOf(estate, 'aws_iam_role_policy_attachment')
      .filter(({ arguments: { policy_arn: arn } }) =>
        /policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.test(String(arn)),
      )
      .map((attachment) => `${nameOf(attachment)} makes an administrator`);
    return [
      ...(statements.length === 0 ? ['no policy document'] : []),
      ...statements.filter((statement) => !isBoundary(statement)).flatMap(violationsOf),
      ...managed,
    ];
  },
  mutations: [
    {
      title: 'allows a role everything',
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_iam_role_policy')[0]!.arguments,
          'policy',
          allowed({ Action: '*', Resource: '*' }),
        ),
    },
    {
      title: 'allows a role a whole service',
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_iam_role_policy')[0]!.arguments,
          'policy',
          allowed({ Action: ['s3:*'], Resource: ['*'] }),
        ),
    },
    {
      title: 'lets anybody take a role',
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_iam_role')[0]!.arguments,
          'assume_role_policy',
          allowed({ Action: 'sts:AssumeRole', Principal: { AWS: '*' } }),
        ),
    },
    {
      title: 'makes a role an administrator',
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_iam_role_policy_attachment')[0]!.arguments,
          'policy_arn',
          'arn:aws:iam::aws:policy/AdministratorAccess',
        ),
    },
  ],
};
