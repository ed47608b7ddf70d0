import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DescribeUserPoolClientCommand,
  ListGroupsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { SeedPerson } from '../seed/seed-target.ts';
import { localClient } from './local-aws.ts';

const adminGroup = 'admin';
const clientName = 'gateway';
export type PersonToCreate = Omit<SeedPerson, 'customerId'> & { readonly password: string };

export interface UserPool {
  readonly poolId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly people: readonly SeedPerson[];
}

/** Creates the pool, its confidential client, the group `admin` and the people, where they are missing. */
export async function createUserPool(
  endpoint: string,
  region: string,
  poolName: string,
  people: readonly PersonToCreate[],
): Promise<UserPool> {
  const cognito = new CognitoIdentityProviderClient(localClient(endpoint, region));
  try {
    const poolId = await ensurePool(cognito, poolName);
    const client = await ensureClient(cognito, poolId);
    await ensureGroup(cognito, poolId);
    const created = await Promise.all(people.map((person) => ensurePerson(cognito, poolId, person)));
    return { poolId, ...client, people: created };
  } finally {
    cognito.destroy();
  }
}

async function ensurePool(cognito: CognitoIdentityProviderClient, name: string): Promise<string> {
  const { UserPools = [] } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  const known = UserPools.find((pool) => pool.Name === name)?.Id;
  if (known !== undefined) return known;
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: name,
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: false,
          RequireUppercase: false,
          RequireNumbers: false,
          RequireSymbols: false,
        },
      },
    }),
  );
  return given(UserPool?.Id, 'the new user pool has no id');
}

async function ensureClient(
  cognito: CognitoIdentityProviderClient,
  poolId: string,
): Promise<{ clientId: string; clientSecret: string }> {
  const { UserPoolClients = [] } = await cognito.send(
    new ListUserPoolClientsCommand({ UserPoolId: poolId, MaxResults: 60 }),
  );
  const known = UserPoolClients.find((client) => client.ClientName === clientName)?.ClientId;
  const { UserPoolClient } =
    known === undefined
      ? await cognito.send(
          new CreateUserPoolClientCommand({
            UserPoolId: poolId,
            ClientName: clientName,
            GenerateSecret: true,
            ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
            PreventUserExistenceErrors: 'ENABLED',
            AccessTokenValidity: 1,
            IdTokenValidity: 1,
            RefreshTokenValidity: 30,
            TokenValidityUnits: { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
          }),
        )
      : await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: known }));
  return {
    clientId: given(UserPoolClient?.ClientId, 'the client has no id'),
    clientSecret: given(UserPoolClient?.ClientSecret, 'the client has no secret'),
  };
}

async function ensureGroup(cognito: CognitoIdentityProviderClient, poolId: string): Promise<void> {
  const { Groups = [] } = await cognito.send(new ListGroupsCommand({ UserPoolId: poolId }));
  if (Groups.some((group) => group.GroupName === adminGroup)) return;
  await cognito.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: adminGroup }));
}

async function ensurePerson(
  cognito: CognitoIdentityProviderClient,
  poolId: string,
  { email, name, groups, password }: PersonToCreate,
): Promise<SeedPerson> {
  const user = { UserPoolId: poolId, Username: email };
  const existing = await cognito.send(new AdminGetUserCommand(user)).catch((error: unknown) => {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  });
  if (existing === undefined) {
    const attributes = { email, email_verified: 'true', name };
    await cognito.send(
      new AdminCreateUserCommand({
        ...user,
        MessageAction: 'SUPPRESS',
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    for (const group of groups) await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }));
  }
  const { UserAttributes = [] } = existing ?? (await cognito.send(new AdminGetUserCommand(user)));
  return { email, name, groups, customerId: given(subOf(UserAttributes), `${email} has no sub`) };
}

function subOf(attributes: readonly AttributeType[]): string | undefined {
  return attributes.find(({ Name }) => Name === 'sub')?.Value;
}

function given<Value>(value: Value | undefined, otherwise: string): Value {
  if (value === undefined) throw new Error(otherwise);
  return value;
}
