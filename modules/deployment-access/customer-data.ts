import type { PolicyStatement } from '../policy-document/policy-document.ts';

/**
 * Denied to whoever looks at infrastructure: what customers entrusted, and what services tell each other. An explicit
 * denial, so that no policy that is attached later opens it.
 */
export function keepOutOfCustomerData(): PolicyStatement {
  return {
    sid: 'KeepsOutOfCustomerData',
    effect: 'Deny',
    actions: [
      'athena:GetQueryResults*',
      'athena:StartQueryExecution',
      'cognito-idp:AdminGetUser',
      'cognito-idp:ListUsers*',
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:GetRecords',
      'dynamodb:PartiQL*',
      'dynamodb:Query',
      'dynamodb:Scan',
      'es:ESHttp*',
      'kinesis:GetRecords',
      'logs:FilterLogEvents',
      'logs:GetLogEvents',
      'logs:GetQueryResults',
      'logs:StartQuery',
      'rds-data:*',
      'rds-db:connect',
      'sqs:ReceiveMessage',
      'xray:BatchGetTraces',
    ],
    resources: ['*'],
  };
}
