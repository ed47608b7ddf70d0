import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { Construct } from 'constructs';
import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';

export interface DeliveryRoleProps {
  readonly roleName: string;
  /** What no role of the environment may exceed. */
  readonly permissionsBoundary: string;
  readonly account: string;
  /** The Kinesis stream that it reads, or `put`: others put records into it. */
  readonly source: { readonly streamArn: string } | 'put';
  readonly bucketArn: string;
  /** In the bucket: where it may write, e.g. `clickstream/` and `errors/clickstream/`. */
  readonly writesBelow: readonly string[];
  /** Lets it encrypt with the bucket's key. */
  readonly bucketKey: PolicyStatement;
  /** Encrypts the records on their way: the Kinesis stream's key, or its own. */
  readonly keyArn: string;
  /** Whose columns the files get. */
  readonly table: {
    readonly database: string;
    readonly name: string;
    /** The catalog, the database and the table: an action on a table needs all three. */
    readonly arns: readonly string[];
  };
  /** A function that turns records into JSON first. None if left out: they are JSON. */
  readonly parserArn?: string;
  readonly logGroup: { readonly arn: string };
}

/** What Firehose may do. Source: Amazon Data Firehose Developer Guide, "Grant Firehose access to an Amazon S3 destination". */
export function deliveryRole(scope: Construct, props: DeliveryRoleProps) {
  const role = new IamRole(scope, 'role', {
    name: props.roleName,
    description: 'Delivers records into the lake',
    assumeRolePolicy: policyDocument([
      {
        sid: 'FirehoseForThisAccount',
        principals: { Service: ['firehose.amazonaws.com'] },
        actions: ['sts:AssumeRole'],
        conditions: { StringEquals: { 'sts:ExternalId': props.account } },
      },
    ]),
    permissionsBoundary: props.permissionsBoundary,
  });
  const policy = new IamRolePolicy(scope, 'policy', {
    name: 'deliver',
    role: role.name,
    policy: policyDocument([...destination(props), ...source(props), ...parser(props)]),
  });
  return { role, policy };
}

const destination = ({ bucketArn, writesBelow, bucketKey, table, logGroup }: DeliveryRoleProps): PolicyStatement[] => [
  {
    sid: 'SeeTheBucket',
    actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
    resources: [bucketArn],
  },
  {
    sid: 'WriteFiles',
    actions: ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload'],
    resources: writesBelow.map((prefix) => `${bucketArn}/${prefix}*`),
  },
  bucketKey,
  {
    sid: 'ReadTheSchema',
    actions: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
    resources: table.arns,
  },
  { sid: 'LogErrors', actions: ['logs:PutLogEvents'], resources: [`${logGroup.arn}:*`] },
];

const source = ({ source, keyArn }: DeliveryRoleProps): PolicyStatement[] =>
  source === 'put'
    ? [{ sid: 'EncryptRecords', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] }]
    : [
        {
          sid: 'ReadTheStream',
          actions: ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords', 'kinesis:ListShards'],
          resources: [source.streamArn],
        },
        { sid: 'DecryptTheStream', actions: ['kms:Decrypt'], resources: [keyArn] },
      ];

const parser = ({ parserArn }: DeliveryRoleProps): PolicyStatement[] =>
  parserArn === undefined
    ? []
    : [
        {
          sid: 'Parse',
          actions: ['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'],
          resources: [parserArn, `${parserArn}:*`],
        },
      ];
