import { policyDocument } from '../policy-document/policy-document.ts';

export const githubIssuer = 'token.actions.githubusercontent.com';

/** A workflow of the repository: of a pull request, of the branch `main`, or of a GitHub environment. */
export type WorkflowSubject = 'pull_request' | 'ref:refs/heads/main' | `environment:${string}`;

export interface GithubTrustProps {
  readonly providerArn: string;
  /**
   * `owner/name`, or `owner@<id>/name@<id>` where the repository's tokens carry immutable ids: the default for
   * repositories made or renamed since July 2026. Source: GitHub Docs, "OpenID Connect reference", immutable subject claims.
   */
  readonly repository: string;
  readonly subjects: readonly WorkflowSubject[];
}

/** Lets in exactly these workflows: compared as whole strings, since a pattern such as `repo:owner/*` lets in others. */
export function githubTrust({ providerArn, repository, subjects }: GithubTrustProps): string {
  if (subjects.length === 0) throw new Error(`Trust of ${repository}: name at least one workflow`);
  for (const part of [repository, ...subjects]) {
    if (/[*?]/.test(part)) throw new Error(`Trust "${part}": a wildcard would let in workflows that nobody named`);
  }
  return policyDocument([
    {
      sid: 'NamedWorkflows',
      principals: { Federated: [providerArn] },
      actions: ['sts:AssumeRoleWithWebIdentity'],
      conditions: {
        StringEquals: {
          [`${githubIssuer}:aud`]: 'sts.amazonaws.com',
          [`${githubIssuer}:sub`]: subjects.map((subject) => `repo:${repository}:${subject}`),
        },
      },
    },
  ]);
}
