import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument, trustOfService } from '../policy-document/policy-document.ts';

export interface SnapshotRoleProps {
  readonly name: string;
  /** What no role of the environment may exceed. */
  readonly permissionsBoundary: string;
  readonly account: string;
  /** A bucket of this region that is replicated into the other one. */
  readonly bucketArn: string;
  /** Keys that encrypt the bucket's objects, its own and those of replicated ones. */
  readonly keyArns: readonly string[];
  /** Below it the snapshots stand, by the region that took them: `opensearch`. */
  readonly folder: string;
}

/**
 * OpenSearch takes it on to write snapshots into its region's bucket, and to read those that the other region's domain
 * wrote and replication brought. Who registers the repository passes it: `iam:PassRole`.
 */
export class SnapshotRole extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { name, permissionsBoundary, account, bucketArn, keyArns, folder }: SnapshotRoleProps,
  ) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name,
      description: 'OpenSearch keeps snapshots in the backups bucket',
      permissionsBoundary,
      assumeRolePolicy: trustOfService('es.amazonaws.com', account),
    });
    new IamRolePolicy(this, 'policy', {
      name: 'keep-snapshots',
      role: role.name,
      policy: policyDocument([
        {
          sid: 'ListSnapshots',
          actions: ['s3:ListBucket'],
          resources: [bucketArn],
          conditions: { StringLike: { 's3:prefix': [folder, `${folder}/*`] } },
        },
        {
          sid: 'KeepSnapshots',
          actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
          resources: [`${bucketArn}/${folder}/*`],
        },
        { sid: 'UseTheBucketsKeys', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: keyArns },
      ]),
    });
  }
}
