/** The CloudFormation template of the user pool, with what belongs to it. */

/** As the gateway's sign-up asks: length, not a mix of classes (OWASP ASVS 2.1.1). */
const shortestPassword = 12;
/** Whose members the services treat differently: the merchant's people. */
export const groups = { admin: 'Manages products, stock, orders and refunds' } as const;

const validity = {
  AccessTokenValidity: 1,
  IdTokenValidity: 1,
  RefreshTokenValidity: 30,
  TokenValidityUnits: { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
};
/** An unknown address gets the same answer as a wrong password, and signing out ends refresh tokens. */
const discreet = { PreventUserExistenceErrors: 'ENABLED', EnableTokenRevocation: true };
/** Nothing that CloudFormation does by mistake deletes people or signs them all out. */
const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

export interface UserPoolTemplateProps {
  readonly name: string;
  /** A multi-Region key of the pool's region, whose policy lets Cognito make grants (`cognitoMayEncrypt`). */
  readonly keyArn: string;
  /** How the pool sends its codes. Cognito's own sender, at most 50 mails a day, if left out. */
  readonly email?: {
    readonly from: string;
    /** An SES identity that is verified: Cognito refuses another one. */
    readonly identityArn: string;
    readonly configurationSetName: string;
  };
  /** `https://<prefix>.auth.<region>.amazoncognito.com` is where the mobile app signs people in; unique in the region. */
  readonly domainPrefix: string;
  /** The shop's domain. Its paths `/app/signed-in` and `/app/signed-out` lead back into the mobile app. */
  readonly siteDomain: string;
  /** Where the gateway finds its client's secret. */
  readonly clientSecret: {
    readonly name: string;
    readonly keyArn: string;
    /** A copy in another region, encrypted by a key of that region. None if left out. */
    readonly replica?: { readonly region: string; readonly keyArn: string };
  };
}

export function userPoolTemplate(props: UserPoolTemplateProps): string {
  return JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `People of ${props.name}`,
    Resources: {
      UserPool: { Type: 'AWS::Cognito::UserPool', ...kept, Properties: poolProperties(props) },
      ...Object.fromEntries(Object.entries(groups).map(groupResource)),
      Domain: {
        Type: 'AWS::Cognito::UserPoolDomain',
        Properties: { UserPoolId: { Ref: 'UserPool' }, Domain: props.domainPrefix },
      },
      GatewayClient: { Type: 'AWS::Cognito::UserPoolClient', ...kept, Properties: gatewayClient() },
      MobileClient: { Type: 'AWS::Cognito::UserPoolClient', ...kept, Properties: mobileClient(props) },
      GatewayClientSecret: { Type: 'AWS::SecretsManager::Secret', ...kept, Properties: secretProperties(props) },
    },
    Outputs: {
      UserPoolId: { Value: { Ref: 'UserPool' } },
      GatewayClientId: { Value: { Ref: 'GatewayClient' } },
      MobileClientId: { Value: { Ref: 'MobileClient' } },
    },
  });
}

function poolProperties({ name, keyArn, email }: UserPoolTemplateProps) {
  return {
    UserPoolName: name,
    UserPoolTier: 'ESSENTIALS',
    DeletionProtection: 'ACTIVE',
    KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn },
    // Its keys are published in several regions; tokens of the original issuer can't be verified without the pool's own.
    IssuerConfiguration: { Type: 'UPDATED' },
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
    AutoVerifiedAttributes: ['email'],
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    MfaConfiguration: 'OPTIONAL',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    Policies: {
      PasswordPolicy: {
        MinimumLength: shortestPassword,
        RequireLowercase: false,
        RequireUppercase: false,
        RequireNumbers: false,
        RequireSymbols: false,
        TemporaryPasswordValidityDays: 7,
      },
    },
    EmailConfiguration:
      email === undefined
        ? { EmailSendingAccount: 'COGNITO_DEFAULT' }
        : {
            EmailSendingAccount: 'DEVELOPER',
            From: email.from,
            SourceArn: email.identityArn,
            ConfigurationSet: email.configurationSetName,
          },
  };
}

function groupResource([name, description]: [string, string]) {
  const resource = {
    Type: 'AWS::Cognito::UserPoolGroup',
    ...kept,
    Properties: { UserPoolId: { Ref: 'UserPool' }, GroupName: name, Description: description },
  };
  return [`Group${name.charAt(0).toUpperCase()}${name.slice(1)}`, resource] as const;
}

/** Confidential: it sends passwords over its own TLS connection and keeps the tokens to itself. */
const gatewayClient = () => ({
  UserPoolId: { Ref: 'UserPool' },
  ClientName: 'gateway',
  GenerateSecret: true,
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  ...validity,
  ...discreet,
});

/** Public: it can keep no secret, so it proves with PKCE that the code it redeems is its own (RFC 7636, RFC 8252). */
const mobileClient = ({ siteDomain }: UserPoolTemplateProps) => ({
  UserPoolId: { Ref: 'UserPool' },
  ClientName: 'mobile',
  GenerateSecret: false,
  ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'profile'],
  SupportedIdentityProviders: ['COGNITO'],
  CallbackURLs: [`https://${siteDomain}/app/signed-in`],
  LogoutURLs: [`https://${siteDomain}/app/signed-out`],
  ...validity,
  ...discreet,
});

function secretProperties({ clientSecret: { name, keyArn, replica } }: UserPoolTemplateProps) {
  return {
    Name: name,
    Description: 'The secret of the client with which the gateway signs people in; Cognito makes it',
    KmsKeyId: keyArn,
    // Joined, since Terraform would take the placeholder of Fn::Sub for its own.
    SecretString: {
      'Fn::Join': ['', ['{"COGNITO_CLIENT_SECRET":"', { 'Fn::GetAtt': ['GatewayClient', 'ClientSecret'] }, '"}']],
    },
    ...(replica === undefined ? {} : { ReplicaRegions: [{ Region: replica.region, KmsKeyId: replica.keyArn }] }),
  };
}
