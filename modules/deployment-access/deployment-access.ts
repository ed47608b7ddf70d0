import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { Construct } from 'constructs';
import type { Delivery } from '../naming.ts';
import { suppress } from '../suppress.ts';
import type { AccessScope } from './access-scope.ts';
import { deployIamPolicy } from './deploy-iam-policy.ts';
import { deployPolicy } from './deploy-policy.ts';
import { githubIssuer, githubTrust, type WorkflowSubject } from './github-trust.ts';
import { permissionBoundary } from './permission-boundary.ts';
import { readPolicy, refreshPolicy } from './read-policy.ts';

export interface DeploymentAccessProps extends AccessScope {
  readonly repository: string;
  /** The GitHub environment whose protection rules stand before a deployment. */
  readonly githubEnvironment: string;
  /** Whether to register GitHub in this account, which is done once; else it is expected to be there. */
  readonly registersGithub: boolean;
  readonly roleNames: Readonly<Record<Delivery, string>>;
  readonly boundaryName: string;
  /** The name of a policy for this part of the delivery. The deployment role may not touch names that begin so. */
  readonly policyName: (part: string) => string;
}

/** In seconds. The longest deployment, with both regions' databases made anew, takes less. */
const maxSessionDuration = 4 * 3600;

/** Longest text of a managed policy. Source: IAM User Guide, "IAM and AWS STS quotas". */
const policyLimit = 6144;

/**
 * Who may review and change an environment from GitHub, without a stored key: `plan` for pull requests, `drift` for the
 * nightly comparison, `deploy` behind the GitHub environment's approval, and the boundary of every role that it makes.
 */
export class DeploymentAccess extends Construct {
  readonly #props: DeploymentAccessProps;
  readonly #providerArn: string;

  constructor(scope: Construct, id: string, props: DeploymentAccessProps) {
    super(scope, id);
    this.#props = props;
    this.#providerArn = this.#githubProvider();
    const deliveryRoleArns = Object.values(props.roleNames).map((name) => this.#iamArn(`role/${name}`));

    const read = this.#policy('read', readPolicy(props));
    const refresh = this.#policy('refresh', refreshPolicy(props));
    const deploy = this.#policy('deploy', deployPolicy(props));
    const deployIam = this.#policy(
      'deploy-iam',
      deployIamPolicy({
        ...props,
        untouchable: [this.#githubArn(), ...deliveryRoleArns, this.#iamArn(`policy/${props.policyName('*')}`)],
      }),
    );
    this.#policy('boundary', permissionBoundary(props, deliveryRoleArns), props.boundaryName);

    this.#role('plan', ['pull_request', 'ref:refs/heads/main'], { read });
    this.#role('drift', ['ref:refs/heads/main'], { read, refresh });
    this.#role('deploy', [`environment:${props.githubEnvironment}`], {
      read,
      refresh,
      deploy,
      'deploy-iam': deployIam,
    });
  }

  #githubProvider(): string {
    if (!this.#props.registersGithub) return this.#githubArn();
    // Without a thumbprint: AWS knows the certificate authority of GitHub's issuer.
    return new IamOpenidConnectProvider(this, 'github', {
      url: `https://${githubIssuer}`,
      clientIdList: ['sts.amazonaws.com'],
    }).arn;
  }

  #policy(id: string, policy: string, name = this.#props.policyName(id)): IamPolicy {
    if (policy.length > policyLimit) {
      throw new Error(`Policy ${name}: ${policy.length} characters of ${policyLimit}; AWS would refuse it, split it`);
    }
    const made = new IamPolicy(this, `${id}-policy`, { name, policy });
    for (const [check, reason] of Object.entries(acceptedFindings[id] ?? {})) {
      suppress(made, check as `CKV${string}`, reason);
    }
    return made;
  }

  #role(delivery: Delivery, subjects: readonly WorkflowSubject[], policies: Readonly<Record<string, IamPolicy>>): void {
    const { repository, roleNames } = this.#props;
    const role = new IamRole(this, delivery, {
      name: roleNames[delivery],
      assumeRolePolicy: githubTrust({ providerArn: this.#providerArn, repository, subjects }),
      maxSessionDuration,
    });
    for (const [id, { arn }] of Object.entries(policies)) {
      new IamRolePolicyAttachment(this, `${delivery}-${id}`, { role: role.name, policyArn: arn });
    }
  }

  /** Known before it is registered, so that a review sees every policy in full. */
  #githubArn(): string {
    return this.#iamArn(`oidc-provider/${githubIssuer}`);
  }

  #iamArn(resource: string): string {
    const { partition, account } = this.#props;
    return `arn:${partition}:iam::${account}:${resource}`;
  }
}

const looks = 'It looks at resources of any name; it changes none, and data is denied to it.';
const bounds = 'A boundary grants nothing: it cuts off what the policies of the roles grant.';

const acceptedFindings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  read: {
    CKV_AWS_355: looks,
    CKV_AWS_288: looks,
    CKV_AWS_289: 'IAM counts looking at permissions in QuickSight as managing them; this policy changes none.',
  },
  boundary: {
    CKV_AWS_286: bounds,
    CKV_AWS_287: bounds,
    CKV_AWS_288: bounds,
    CKV_AWS_289: bounds,
    CKV_AWS_290: bounds,
    CKV_AWS_355: bounds,
  },
};
