import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument, trustOfService } from '../policy-document/policy-document.ts';

export interface EdgeLogWriterProps {
  readonly roleName: string;
  /** What no role of the environment may exceed. */
  readonly permissionsBoundary: string;
  readonly streamArn: string;
  /** Encrypts the stream. */
  readonly keyArn: string;
}

/**
 * The role with which CloudFront writes real-time logs to a stream, which may be in any region. It stands beside the
 * stream, whose key it needs. Source: Amazon CloudFront Developer Guide, "Use real-time logs", IAM role.
 */
export class EdgeLogWriter extends Construct {
  constructor(scope: Construct, id: string, { roleName, permissionsBoundary, streamArn, keyArn }: EdgeLogWriterProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: roleName,
      description: 'Writes real-time logs of the edge to their stream',
      // As the guide gives it; whose distribution gets the role, iam:PassRole decides.
      assumeRolePolicy: trustOfService('cloudfront.amazonaws.com'),
      permissionsBoundary,
    });
    new IamRolePolicy(this, 'policy', {
      name: 'write-edge-logs',
      role: role.name,
      policy: policyDocument([
        {
          sid: 'PutRecords',
          actions: [
            'kinesis:DescribeStreamSummary',
            'kinesis:DescribeStream',
            'kinesis:PutRecord',
            'kinesis:PutRecords',
          ],
          resources: [streamArn],
        },
        { sid: 'EncryptRecords', actions: ['kms:GenerateDataKey'], resources: [keyArn] },
      ]),
    });
  }
}
