import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { Password } from '../../../services/api-gateway/auth/password-policy.ts';
import { jsonIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Identity, type IdentityProps } from '../identity.ts';

const props: IdentityProps = {
  name: 'evermart-dev',
  region: 'eu-west-1',
  keyArn: 'arn:people-key',
  domainPrefix: 'evermart-dev-111111111111',
  siteDomain: 'shop.example.com',
  clientSecret: { name: 'evermart-dev/cognito-client', keyArn: 'arn:data-key' },
};
const email = { from: 'shop@shop.example.com', identityArn: 'arn:identity', configurationSetName: 'evermart-dev-mail' };
const replica = { region: 'eu-central-1', keyArn: 'arn:people-key-there' };

const Resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()) });
const Template = z.looseObject({ Resources: z.record(z.string(), Resource), Outputs: z.unknown().optional() });

function made(more: Partial<IdentityProps> = {}) {
  const resources = resourcesOf((stack) => new Identity(stack, 'identity', { ...props, ...more }));
  const stacks = resources.of('aws_cloudformation_stack');
  const stackNamed = (name: string) => stacks.find((stack) => stack.name === name);
  const pool = stackNamed('evermart-dev-user-pool')!;
  const { Resources, Outputs } = Template.parse(jsonIn(pool.template_body));
  return {
    pool,
    outputs: Outputs,
    replica: stackNamed('evermart-dev-user-pool-replica'),
    properties: (id: string) => Resources[id]?.Properties ?? {},
    resources: Resources,
  };
}

describe('the user pool', () => {
  it('has what Cognito asks of a pool that is replicated: plan, multi-Region key and issuer', () => {
    expect(made().properties('UserPool')).to.deep.include({
      UserPoolTier: 'ESSENTIALS',
      KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: 'arn:people-key' },
      IssuerConfiguration: { Type: 'UPDATED' },
    });
  });

  it('is deleted neither by Terraform, nor by CloudFormation, nor by hand without a step before', () => {
    const { pool, resources, properties } = made();

    const policy = JSON.stringify(jsonIn(pool.policy_body));

    expect(pool.lifecycle).to.deep.equal({ prevent_destroy: true });
    expect(properties('UserPool').DeletionProtection).to.equal('ACTIVE');
    for (const id of ['UserPool', 'GatewayClient', 'MobileClient', 'GatewayClientSecret']) {
      expect(resources[id]).to.include({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
      expect(policy).to.include(`LogicalResourceId/${id}`);
    }
    expect(policy).to.include('"Deny","Principal":"*","Action":["Update:Replace","Update:Delete"]');
  });

  it('asks for no more of a password than the sign-up page does', () => {
    const { Policies } = made().properties('UserPool') as { Policies: { PasswordPolicy: Record<string, unknown> } };
    const shortest = 'a'.repeat(Number(Policies.PasswordPolicy.MinimumLength));

    expect(Password.safeParse(shortest).success).to.equal(true);
    expect(Password.safeParse(shortest.slice(1)).success).to.equal(false);
    expect(Policies.PasswordPolicy).to.include({
      RequireLowercase: false,
      RequireUppercase: false,
      RequireNumbers: false,
      RequireSymbols: false,
    });
  });

  it('sends through SES only where the domain is verified', () => {
    expect(made().properties('UserPool').EmailConfiguration).to.deep.equal({ EmailSendingAccount: 'COGNITO_DEFAULT' });
    expect(made({ email }).properties('UserPool').EmailConfiguration).to.deep.equal({
      EmailSendingAccount: 'DEVELOPER',
      From: email.from,
      SourceArn: email.identityArn,
      ConfigurationSet: email.configurationSetName,
    });
  });

  it('has the group that the services ask for', () => {
    expect(made().properties('GroupAdmin')).to.include({ GroupName: 'admin' });
  });
});

describe("the gateway's client", () => {
  it('is confidential, and lets nobody find out who has an account', () => {
    expect(made().properties('GatewayClient')).to.deep.include({
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    });
  });

  it('has its secret in Secrets Manager and nowhere in Terraform: no output names it', () => {
    const { properties, outputs } = made();

    expect(properties('GatewayClientSecret')).to.include({
      Name: 'evermart-dev/cognito-client',
      KmsKeyId: 'arn:data-key',
    });
    expect(JSON.stringify(properties('GatewayClientSecret').SecretString)).to.include('"GatewayClient","ClientSecret"');
    expect(JSON.stringify(outputs)).to.not.include('ClientSecret');
  });

  it('has a template that Terraform takes as it is: no placeholder of CloudFormation looks like one of its own', () => {
    expect(JSON.stringify(made().pool.template_body)).to.not.include('${');
  });

  it('has a copy of its secret in the other region, under a key of that region', () => {
    const clientSecret = { ...props.clientSecret, replica: { region: 'eu-central-1', keyArn: 'arn:data-key-there' } };

    expect(made({ clientSecret }).properties('GatewayClientSecret').ReplicaRegions).to.deep.equal([
      { Region: 'eu-central-1', KmsKeyId: 'arn:data-key-there' },
    ]);
  });
});

describe("the mobile app's client", () => {
  it('has no secret and no password flow: it gets codes, for the app only', () => {
    expect(made().properties('MobileClient')).to.deep.include({
      GenerateSecret: false,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://shop.example.com/app/signed-in'],
    });
  });
});

describe('the replica of the user pool', () => {
  it('stands in the other region, after its key, and is a CloudFormation stack of its own', () => {
    const { replica: stack } = made({ replica });

    const { Resources } = Template.parse(jsonIn(stack?.template_body));

    expect(Resources.Replica).to.deep.include({
      Type: 'AWS::Cognito::UserPoolReplica',
      Properties: { UserPoolId: { Ref: 'UserPoolId' }, RegionName: 'eu-central-1' },
    });
    expect(stack?.template_body).to.include('arn:people-key-there');
  });

  it('is not made where there is no other region', () => {
    expect(made().replica).to.equal(undefined);
  });

  it('is refused in the region of the pool', () => {
    expect(() => made({ replica: { ...replica, region: 'eu-west-1' } })).to.throw('in another region than eu-west-1');
  });
});

describe('the issuer of tokens', () => {
  it("names the pool's region, wherever the token comes from", () => {
    let issuer = '';
    Testing.synthScope((scope) => {
      ({ issuer } = new Identity(scope as TerraformStack, 'identity', props));
    });

    expect(issuer).to.match(/^https:\/\/issuer-cognito-idp\.eu-west-1\.amazonaws\.com\/\$\{/);
  });
});
