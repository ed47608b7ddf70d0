import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GlueJob } from '@cdktf/provider-aws/lib/glue-job/index.js';
import { GlueSecurityConfiguration } from '@cdktf/provider-aws/lib/glue-security-configuration/index.js';
import { GlueTrigger } from '@cdktf/provider-aws/lib/glue-trigger/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { Construct } from 'constructs';
import { type PolicyStatement, policyDocument, trustOfService } from '../policy-document/policy-document.ts';
import { suppress } from '../suppress.ts';

export interface OrderFactsJobProps {
  readonly name: string;
  readonly roleName: string;
  /** What no role of the environment may exceed. */
  readonly permissionsBoundary: string;
  readonly account: string;
  readonly bucket: string;
  readonly bucketArn: string;
  /** Lets it encrypt with the bucket's key. */
  readonly bucketKey: PolicyStatement;
  /** E.g. `code/eu-west-1/`. */
  readonly codePrefix: string;
  /** Encrypts its logs and bookmarks; its policy must let CloudWatch Logs encrypt. */
  readonly keyArn: string;
  /** An encrypted log group; Glue adds the security configuration's name to it. */
  readonly logGroup: { readonly name: string; readonly arn: string };
  /**
   * Whether it runs every night. One region's job alone may: what it writes is replicated, and two would overwrite each
   * other's files. The other region's stands ready to be started by hand.
   */
  readonly scheduled: boolean;
  /** Orders placed within so many days are made anew, so that what happens to them later is seen. 45 if left out. */
  readonly days?: number;
}

/** After the last day's events have arrived, in UTC. */
const schedule = 'cron(30 1 * * ? *)';
const timeoutMinutes = 60;

/** The nightly job that makes one row an order, and one a line, from the events of orders (`etl/order_facts.py`). */
export class OrderFactsJob extends Construct {
  readonly jobName: string;

  constructor(scope: Construct, id: string, props: OrderFactsJobProps) {
    super(scope, id);
    const { name, bucket, scheduled, logGroup, days = 45 } = props;
    const script = uploadScript(this, props);
    const job = new GlueJob(this, 'job', {
      name,
      description: 'One row an order and one a line, from the events of orders',
      roleArn: jobRole(this, props).arn,
      glueVersion: '5.0',
      workerType: 'G.1X',
      numberOfWorkers: 2,
      timeout: timeoutMinutes,
      maxRetries: 1,
      executionProperty: { maxConcurrentRuns: 1 },
      securityConfiguration: securityConfiguration(this, props).name,
      command: { name: 'glueetl', pythonVersion: '3', scriptLocation: `s3://${bucket}/${script.key}` },
      defaultArguments: {
        '--lake_bucket': bucket,
        '--days': String(days),
        '--enable-metrics': 'true',
        '--enable-continuous-cloudwatch-log': 'true',
        '--continuous-log-logGroup': logGroup.name,
        '--job-bookmark-option': 'job-bookmark-disable',
        '--TempDir': `s3://${bucket}/etl-temporary/`,
      },
    });
    new GlueTrigger(this, 'nightly', {
      name,
      type: 'SCHEDULED',
      schedule,
      enabled: scheduled,
      actions: [{ jobName: job.name }],
    });
    this.jobName = job.name;
  }
}

function uploadScript(scope: Construct, { bucket, codePrefix }: OrderFactsJobProps): S3Object {
  const content = readFileSync(join(import.meta.dirname, 'etl/order_facts.py'), 'utf8');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return new S3Object(scope, 'script', {
    bucket,
    key: `${codePrefix}order_facts-${hash}.py`,
    // Base64, so that nothing in it is read as Terraform's own syntax.
    contentBase64: Buffer.from(content).toString('base64'),
    contentType: 'text/x-python',
  });
}

function securityConfiguration(scope: Construct, { name, keyArn }: OrderFactsJobProps): GlueSecurityConfiguration {
  const configuration = new GlueSecurityConfiguration(scope, 'security', {
    name,
    encryptionConfiguration: {
      cloudwatchEncryption: { cloudwatchEncryptionMode: 'SSE-KMS', kmsKeyArn: keyArn },
      jobBookmarksEncryption: { jobBookmarksEncryptionMode: 'CSE-KMS', kmsKeyArn: keyArn },
      s3Encryption: { s3EncryptionMode: 'DISABLED' },
    },
  });
  suppress(
    configuration,
    'CKV_AWS_99',
    "What it writes to S3 is encrypted by the bucket's default, with the key whose objects replication can read.",
  );
  return configuration;
}

function jobRole(scope: Construct, props: OrderFactsJobProps): IamRole {
  const { roleName, permissionsBoundary, account, bucketArn, bucketKey, codePrefix, keyArn, logGroup } = props;
  const below = (...prefixes: readonly string[]) => prefixes.map((prefix) => `${bucketArn}/${prefix}*`);
  const written = below('order_facts/', 'order_line_facts/', 'etl-temporary/');
  const role = new IamRole(scope, 'role', {
    name: roleName,
    description: 'Makes the facts of orders from their events',
    assumeRolePolicy: trustOfService('glue.amazonaws.com', account),
    permissionsBoundary,
  });
  new IamRolePolicy(scope, 'policy', {
    name: 'make-facts',
    role: role.name,
    policy: policyDocument([
      { sid: 'SeeTheLake', actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: [bucketArn] },
      { sid: 'ReadEventsAndCode', actions: ['s3:GetObject'], resources: below('order_events/', codePrefix) },
      { sid: 'ReplaceFacts', actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], resources: written },
      bucketKey,
      {
        sid: 'Log',
        actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:AssociateKmsKey'],
        // Glue writes driver and executor output below /aws-glue/, and continuous logs to the group that it is given.
        resources: [`${logGroup.arn}*`, logGroup.arn.replace(/log-group:.*$/, 'log-group:/aws-glue/*')],
      },
      { sid: 'EncryptLogsAndBookmarks', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] },
      {
        sid: 'Measure',
        // Metrics know no resources, only namespaces. Source: Service Authorization Reference, Amazon CloudWatch.
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': 'Glue' } },
      },
    ]),
  });
  return role;
}
