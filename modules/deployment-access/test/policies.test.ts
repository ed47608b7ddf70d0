import { expect } from 'chai';
import { deployIamPolicy } from '../deploy-iam-policy.ts';
import { deployPolicy } from '../deploy-policy.ts';
import { permissionBoundary } from '../permission-boundary.ts';
import { readPolicy, refreshPolicy } from '../read-policy.ts';
import { allowing, allows, scope, statementsOf } from './access-scope.ts';

const deployRole = 'arn:aws:iam::111111111111:role/evermart-dev-deploy';
const someRole = 'arn:aws:iam::111111111111:role/evermart-dev-eu-west-1-service-cart';
const [stateBucket = ''] = scope.stateBucketArns;
const state = `${stateBucket}/dev-eu-west-1-network.tfstate`;

describe('who looks at the estate', () => {
  const statements = statementsOf(readPolicy(scope));

  it('sees what exists, and the states', () => {
    expect(allows(statements, 'rds:DescribeDBClusters')).to.equal(true);
    expect(allows(statements, 'iam:GetRole')).to.equal(true);
    expect(allows(statements, 's3:GetObject', state)).to.equal(true);
    expect(allowing(statements, 'kms:Decrypt')?.Condition).to.deep.equal({
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/evermart-dev-state' },
    });
  });

  it('changes nothing: no action but looking', () => {
    const others = statements
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action)
      .filter((action) => !/:(BatchGet|Describe|Get|List|Validate|View)/.test(action));

    expect(others).to.deep.equal(['kms:Decrypt', 'kms:Decrypt']);
  });

  for (const action of [
    'dynamodb:GetItem',
    'dynamodb:Scan',
    'kinesis:GetRecords',
    'sqs:ReceiveMessage',
    'secretsmanager:GetSecretValue',
    'athena:GetQueryResults',
    'cognito-idp:ListUsers',
    'logs:FilterLogEvents',
  ]) {
    it(`does not reach customers' data: ${action}`, () => {
      expect(allows(statements, action)).to.equal(false);
    });
  }

  it("reads no object but Terraform's states", () => {
    expect(allows(statements, 's3:GetObject', 'arn:aws:s3:::evermart-dev-eu-west-1-media/a.png')).to.equal(false);
  });

  it('reads of secrets only those that stand in plans', () => {
    const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:111111111111:secret:evermart-dev/${name}`;

    expect(allows(statements, 'secretsmanager:GetSecretValue', secret('origin-AbCdEf'))).to.equal(true);
    expect(allows(statements, 'secretsmanager:GetSecretValue', secret('redis-AbCdEf'))).to.equal(false);
    expect(allows(statements, 'secretsmanager:GetSecretValue', secret('origin-of-others-AbCdEf'))).to.equal(false);
  });

  it('decrypts no other secret by it', () => {
    const decrypting = statements.find(({ Sid }) => Sid === 'DecryptsSecrets');

    expect(decrypting?.Condition?.StringLike).to.deep.include({
      'kms:EncryptionContext:SecretARN': ['arn:aws:secretsmanager:*:111111111111:secret:evermart-dev/origin-??????'],
    });
  });

  it('reads values of secrets only where it may do so by a policy of its own, and only the environment’s', () => {
    const secrets = statementsOf(refreshPolicy(scope));
    const secretOf = (environment: string) =>
      `arn:aws:secretsmanager:eu-west-1:111111111111:secret:evermart-${environment}/redis-AbCdEf`;

    expect(allows(secrets, 'secretsmanager:GetSecretValue', secretOf('dev'))).to.equal(true);
    expect(allows(secrets, 'secretsmanager:GetSecretValue', secretOf('production'))).to.equal(false);
  });
});

describe('who deploys', () => {
  const statements = [
    ...statementsOf(deployPolicy(scope)),
    ...statementsOf(
      deployIamPolicy({
        ...scope,
        untouchable: [deployRole, 'arn:aws:iam::111111111111:policy/evermart-dev-delivery-*'],
      }),
    ),
  ];

  it('makes roles only under the boundary', () => {
    for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy']) {
      expect(allowing(statements, action, someRole)?.Condition).to.deep.equal({
        StringEquals: { 'iam:PermissionsBoundary': scope.boundaryArn },
      });
    }
  });

  it('neither takes the boundary off a role nor changes it', () => {
    expect(allows(statements, 'iam:DeleteRolePermissionsBoundary', someRole)).to.equal(false);
    expect(allows(statements, 'iam:CreatePolicyVersion', scope.boundaryArn)).to.equal(false);
  });

  it('does not change itself, nor its policies', () => {
    expect(allows(statements, 'iam:PutRolePolicy', deployRole)).to.equal(false);
    expect(allows(statements, 'iam:UpdateAssumeRolePolicy', deployRole)).to.equal(false);
    expect(allows(statements, 'iam:PassRole', deployRole)).to.equal(false);
    expect(
      allows(statements, 'iam:CreatePolicyVersion', 'arn:aws:iam::111111111111:policy/evermart-dev-delivery-read'),
    ).to.equal(false);
  });

  it('touches no role of others, no user and no key of a person', () => {
    expect(allows(statements, 'iam:CreateRole', 'arn:aws:iam::111111111111:role/admin')).to.equal(false);
    expect(allows(statements, 'iam:CreateUser', 'arn:aws:iam::111111111111:user/mallory')).to.equal(false);
    expect(allows(statements, 'iam:CreateAccessKey', 'arn:aws:iam::111111111111:user/evermart-dev-x')).to.equal(false);
  });

  it('stays within its environment by name, or by region where names are not its own', () => {
    expect(
      allows(statements, 'dynamodb:CreateTable', 'arn:aws:dynamodb:eu-west-1:111111111111:table/evermart-dev-carts'),
    ).to.equal(true);
    expect(allows(statements, 'dynamodb:DeleteTable', 'arn:aws:dynamodb:eu-west-1:111111111111:table/other')).to.equal(
      false,
    );
    expect(allows(statements, 's3:PutObject', 'arn:aws:s3:::somebody-elses/x')).to.equal(false);
    expect(allowing(statements, 'ec2:CreateVpc')?.Condition).to.deep.equal({
      StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1', 'us-east-1'] },
    });
  });

  it('writes states and locks, and leaves the bucket that holds them alone', () => {
    expect(allows(statements, 's3:PutObject', state)).to.equal(true);
    expect(allows(statements, 's3:DeleteObject', `${state}.tflock`)).to.equal(true);
    expect(allows(statements, 's3:DeleteObjectVersion', state)).to.equal(false);
    expect(allows(statements, 's3:PutBucketPolicy', stateBucket)).to.equal(false);
    expect(allows(statements, 's3:DeleteBucket', stateBucket)).to.equal(false);
  });

  it('manages keys in every region that has some, but not the one of the states', () => {
    expect(allowing(statements, 'kms:PutKeyPolicy')?.Condition).to.deep.equal({
      StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1', 'us-east-1'] },
    });
    const kept = statements.find(({ Sid }) => Sid === 'KeepsTheStateKey');
    expect(kept).to.deep.include({
      Effect: 'Deny',
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/evermart-dev-state' } },
    });
    expect(kept?.Action).to.include('kms:PutKeyPolicy');
  });

  it('deletes no key and no backup', () => {
    expect(allows(statements, 'kms:ScheduleKeyDeletion')).to.equal(false);
    expect(allows(statements, 'backup:DeleteRecoveryPoint')).to.equal(false);
  });
});

describe('the boundary of every role', () => {
  const statements = statementsOf(permissionBoundary(scope, [deployRole]));

  it('lets services use what the estate has', () => {
    expect(allows(statements, 'dynamodb:PutItem')).to.equal(true);
    expect(allows(statements, 'rds-db:connect')).to.equal(true);
    expect(allows(statements, 'iam:PassRole', someRole)).to.equal(true);
  });

  it('keeps them from making or widening roles, and from becoming the one that deploys', () => {
    for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:CreateUser']) {
      expect(allows(statements, action, someRole)).to.equal(false);
    }
    expect(allows(statements, 'sts:AssumeRole', deployRole)).to.equal(false);
    expect(allows(statements, 'iam:PassRole', deployRole)).to.equal(false);
  });

  it("keeps them from Terraform's states and from deleting keys", () => {
    expect(allows(statements, 's3:GetObject', state)).to.equal(false);
    expect(allows(statements, 'kms:ScheduleKeyDeletion')).to.equal(false);
  });

  it('has no way out of the services that the estate uses', () => {
    expect(allows(statements, 'organizations:LeaveOrganization')).to.equal(false);
    expect(allows(statements, 'sts:AssumeRole', 'arn:aws:iam::999999999999:role/elsewhere')).to.equal(false);
  });
});
