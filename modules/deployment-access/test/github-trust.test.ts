import { expect } from 'chai';
import { githubTrust } from '../github-trust.ts';
import { statementsOf } from './access-scope.ts';

const providerArn = 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com';

describe('the trust in GitHub', () => {
  it('names the workflows as whole subjects, and the audience', () => {
    const [statement] = statementsOf(
      githubTrust({ providerArn, repository: 'evermart/evermart', subjects: ['environment:production'] }),
    );

    expect(statement?.Condition).to.deep.equal({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': ['repo:evermart/evermart:environment:production'],
      },
    });
  });

  it('takes subjects with immutable ids', () => {
    const policy = githubTrust({ providerArn, repository: 'evermart@12/evermart@34', subjects: ['pull_request'] });

    expect(policy).to.include('repo:evermart@12/evermart@34:pull_request');
  });

  it('refuses a wildcard, which would let in others, and to trust nobody in particular', () => {
    expect(() => githubTrust({ providerArn, repository: 'evermart/*', subjects: ['pull_request'] })).to.throw(
      'wildcard',
    );
    expect(() => githubTrust({ providerArn, repository: 'evermart/evermart', subjects: ['environment:*'] })).to.throw(
      'wildcard',
    );
    expect(() => githubTrust({ providerArn, repository: 'evermart/evermart', subjects: [] })).to.throw('at least one');
  });
});
