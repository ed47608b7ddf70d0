import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { Construct } from 'constructs';
import { policyDocument, trustOfService } from '../policy-document/policy-document.ts';
import { suppress } from '../suppress.ts';
import type { Column } from './handler/parse-edge-logs.mjs';
import { parserCode } from './parser-code.ts';

export interface RecordParserProps {
  readonly name: string;
  readonly roleName: string;
  /** What no role of the environment may exceed. */
  readonly permissionsBoundary: string;
  /** What a line has, in its order. */
  readonly columns: readonly Column[];
  /** Its code is put there, under `codePrefix`. */
  readonly bucket: string;
  /** E.g. `code/eu-west-1/`: a bucket that is replicated both ways has each region's code at a place of its own. */
  readonly codePrefix: string;
  /** An encrypted log group. */
  readonly logGroup: { readonly name: string; readonly arn: string };
  /** Encrypts its environment. */
  readonly keyArn: string;
}

/** Firehose waits 60 s for a batch of at most 3 MiB, which takes about one. */
const timeoutSeconds = 60;
const memoryMiB = 256;

/** The function that turns the edge's tab separated log lines into JSON on their way through Firehose. */
export class RecordParser extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: RecordParserProps) {
    super(scope, id);
    const { name, columns, bucket, codePrefix, logGroup, keyArn } = props;
    const role = functionRole(this, props);
    const { archive, hash, handler } = parserCode();
    const code = new S3Object(this, 'code', {
      bucket,
      // The hash makes the key: new code is a new object, and a roll back finds the old one's key again.
      key: `${codePrefix}${name}-${Buffer.from(hash, 'base64').toString('hex').slice(0, 12)}.zip`,
      contentBase64: archive,
      contentType: 'application/zip',
    });
    const parser = new LambdaFunction(this, 'function', {
      functionName: name,
      description: 'Turns lines of edge logs into JSON for Firehose',
      role: role.arn,
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      handler,
      s3Bucket: code.bucket,
      s3Key: code.key,
      sourceCodeHash: hash,
      timeout: timeoutSeconds,
      memorySize: memoryMiB,
      environment: {
        variables: { COLUMNS: JSON.stringify(columns.map((column) => ({ name: column.name, type: column.type }))) },
      },
      kmsKeyArn: keyArn,
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
    });
    suppress(
      parser,
      'CKV_AWS_115',
      'Firehose calls it once a shard; a reservation would take from others for nothing.',
    );
    suppress(parser, 'CKV_AWS_116', 'Firehose tries again, then keeps the records under its error prefix.');
    suppress(parser, 'CKV_AWS_117', 'It reaches nothing: a network interface would only be one more thing to fail.');
    suppress(parser, 'CKV_AWS_272', 'Its code comes from this repository, through a reviewed plan.');
    this.arn = parser.arn;
  }
}

function functionRole(
  scope: Construct,
  { roleName, permissionsBoundary, logGroup, keyArn }: RecordParserProps,
): IamRole {
  const role = new IamRole(scope, 'role', {
    name: roleName,
    description: 'What the parser of edge logs may do: write its log',
    // Lambda does not say for which account it acts; whose function gets the role, iam:PassRole decides.
    assumeRolePolicy: trustOfService('lambda.amazonaws.com'),
    permissionsBoundary,
  });
  new IamRolePolicy(scope, 'policy', {
    name: 'parse-records',
    role: role.name,
    policy: policyDocument([
      { sid: 'Log', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logGroup.arn}:*`] },
      { sid: 'ReadItsEnvironment', actions: ['kms:Decrypt'], resources: [keyArn] },
      {
        sid: 'Trace',
        // X-Ray's writing actions know no resources. Source: Service Authorization Reference, AWS X-Ray.
        actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        resources: ['*'],
      },
    ]),
  });
  return role;
}
