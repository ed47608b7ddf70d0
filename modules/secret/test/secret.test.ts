import { settingsOf } from '@evermart/contracts/settings';
import { type SecretName, services } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { resourcesOf } from '../../test/resources-of.ts';
import { GeneratedSecret, type GeneratedSecretProps } from '../generated-secret.ts';
import { Secret } from '../secret.ts';
import { topologySecrets } from '../topology-secrets.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/mrk-1';
const props = { name: 'evermart-dev/payment-stripe', description: 'Tests', keyArn };
const generated: GeneratedSecretProps = {
  ...props,
  content: { username: 'orders', password: '{random}' },
  version: 1,
};

describe('a secret', () => {
  it('is encrypted with our key, is not destroyed by Terraform, and can be restored for 30 days', () => {
    const secret = resourcesOf((stack) => new Secret(stack, 'secret', props)).only('aws_secretsmanager_secret');

    expect(secret).to.include({ kms_key_id: keyArn, recovery_window_in_days: 30 });
    expect(secret.lifecycle).to.deep.equal({ prevent_destroy: true });
    expect(secret).to.not.have.property('replica');
  });

  it('has a replica in the other region, under a key of that region', () => {
    const replica = { region: 'eu-central-1', keyArn: 'arn:aws:kms:eu-central-1:111111111111:key/mrk-1' };

    const secret = resourcesOf((stack) => new Secret(stack, 'secret', { ...props, replica })).only(
      'aws_secretsmanager_secret',
    );

    expect(secret.replica).to.deep.equal([{ region: replica.region, kms_key_id: replica.keyArn }]);
  });

  it('has no value unless it is generated', () => {
    const resources = resourcesOf((stack) => new Secret(stack, 'secret', props));

    expect(resources.of('aws_secretsmanager_secret_version')).to.deep.equal([]);
  });
});

describe('a generated secret', () => {
  it('goes from an ephemeral password into a write-only argument, and nowhere else', () => {
    const resources = resourcesOf((stack) => new GeneratedSecret(stack, 'secret', generated));

    const [name] = Object.keys(resources.ephemeral('aws_secretsmanager_random_password'));
    const { secret_string_wo, ...rest } = resources.only('aws_secretsmanager_secret_version');
    const random = `ephemeral.aws_secretsmanager_random_password.${name}.random_password`;
    expect(secret_string_wo).to.equal(`\${jsonencode({"username" = "orders", "password" = "\${${random}}"})}`);
    expect(rest).to.include({ secret_string_wo_version: 1 }).and.not.have.property('secret_string');
    expect(resources.text.split(random)).to.have.length(2);
  });

  it('is 32 bytes or more that stand in a URL and read as base64url', () => {
    const resources = resourcesOf((stack) => new GeneratedSecret(stack, 'secret', generated));

    const [password] = Object.values(resources.ephemeral('aws_secretsmanager_random_password'));

    expect(password).to.include({ exclude_punctuation: true });
    expect(Buffer.from('x'.repeat(Number(password?.password_length)), 'base64url')).to.have.length.of.at.least(32);
  });

  it('refuses a version that is no count, and content without a generated part', () => {
    const make = (change: Partial<GeneratedSecretProps>) => () =>
      resourcesOf((stack) => new GeneratedSecret(stack, 'secret', { ...generated, ...change }));

    expect(make({ version: 0 })).to.throw('Version 0 of secret evermart-dev/payment-stripe: it counts from 1');
    expect(make({ content: { username: 'orders' } })).to.throw('no value has {random} in it');
  });
});

describe("the topology's secrets", () => {
  it('hold every secret setting of the services that read them, beside what belongs to stores and mail', () => {
    const composed = ['DATABASE_URL', 'REDIS_URL', 'OPENSEARCH_URL', 'SMTP_URL', 'COGNITO_CLIENT_SECRET'];

    for (const { name, secrets } of Object.values(services)) {
      const held = secrets.flatMap((secret) => Object.keys(topologySecrets[secret].content));
      const needed = settingsOf(name).filter(({ secret, name: setting }) => secret && !composed.includes(setting));
      expect(held, name).to.include.members(needed.map(({ name: setting }) => setting));
    }
  });

  it('are generated where nobody outside gives them out', () => {
    const generatedOnes = (Object.keys(topologySecrets) as SecretName[]).filter(
      (name) => topologySecrets[name].filledBy === 'terraform',
    );

    expect(generatedOnes).to.deep.equal(['internal-token', 'session-cookie']);
    for (const name of generatedOnes) {
      for (const template of Object.values(topologySecrets[name].content)) expect(template).to.equal('k1:{random}');
    }
  });
});
