import { expect } from 'chai';
import { replicatedSecretsIn } from '../replicated-secrets.ts';

describe('replicas of secrets', () => {
  it('are those that a stack looks up in its own region and that are listed', () => {
    const found = replicatedSecretsIn(
      {
        terraform: { required_providers: {} },
        provider: {},
        data: {
          aws_secretsmanager_secret_version: {
            header: { secret_id: 'evermart/origin' },
            elsewhere: { secret_id: 'evermart/origin', provider: 'aws.other' },
            own: { secret_id: 'evermart/redis' },
          },
        },
      },
      [{ what: '/origin$', value: '1', reason: 'The emulator makes no replicas.' }],
    );

    expect(found).to.deep.equal([{ name: 'evermart/origin', value: '1' }]);
  });
});
