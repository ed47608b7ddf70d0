import { policyDocument } from '../policy-document/policy-document.ts';
import { type AccessScope, rolesOfTheEnvironment } from './access-scope.ts';
import { linkedServices } from './aws-services.ts';

export interface DeployIamScope extends AccessScope {
  /** ARNs of the delivery itself, which only a person changes. */
  readonly untouchable: readonly string[];
}

/**
 * What the deployment may do in IAM: roles and policies of the environment, every role under the boundary, none of those
 * that deliver. So no change to the code of the estate gives anyone more than the boundary allows.
 * Source: IAM User Guide, "Delegating responsibility to others using permissions boundaries".
 */
export function deployIamPolicy(scope: DeployIamScope): string {
  const { partition, account, prefix, boundaryArn, untouchable } = scope;
  const roles = rolesOfTheEnvironment(scope);
  const own = (kind: string) => `arn:${partition}:iam::${account}:${kind}/${prefix}-*`;
  const underBoundary = { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } };
  return policyDocument([
    {
      sid: 'MakesRolesUnderTheBoundary',
      actions: [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
      ],
      resources: [roles],
      conditions: underBoundary,
    },
    {
      sid: 'ManagesRolesOfTheEnvironment',
      actions: ['iam:DeleteRole', 'iam:TagRole', 'iam:UntagRole', 'iam:UpdateAssumeRolePolicy', 'iam:UpdateRole*'],
      resources: [roles],
    },
    {
      sid: 'HandsRolesToServices',
      actions: ['iam:PassRole'],
      resources: [roles],
      conditions: { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } },
    },
    {
      sid: 'ManagesPoliciesAndProfiles',
      actions: ['iam:*Policy', 'iam:*PolicyVersion', 'iam:*InstanceProfile'],
      resources: [own('policy'), own('instance-profile')],
    },
    {
      sid: 'LetsServicesMakeTheirRoles',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [`arn:${partition}:iam::${account}:role/aws-service-role/*`],
      conditions: { StringEquals: { 'iam:AWSServiceName': linkedServices } },
    },
    {
      sid: 'LeavesTheDeliveryAlone',
      effect: 'Deny',
      actions: ['iam:*'],
      resources: [boundaryArn, ...untouchable],
    },
    {
      sid: 'TakesTheBoundaryOffNobody',
      effect: 'Deny',
      actions: ['iam:DeleteRolePermissionsBoundary'],
      resources: ['*'],
    },
  ]);
}
