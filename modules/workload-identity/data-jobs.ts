import type { PolicyStatement } from '../policy-document/policy-document.ts';
import type { Arns } from '../stacks/arns.ts';
import { useKey } from './service-permissions.ts';

export interface DataJobsScope {
  readonly arns: Arns;
  readonly region: string;
  /** `alias/...`: encrypts both buckets. */
  readonly keyAlias: string;
}

/** Where jobs put what they export from the stores. */
export const exportsPrefix = 'exports/';

/**
 * The cluster's arrow to lake and backups: jobs that compare the lake with Aurora, and that export what no store backs
 * up by itself. They read the lake and add to the backups; they change and delete nothing.
 */
export function dataJobsPermissions({ arns, region, keyAlias }: DataJobsScope): readonly PolicyStatement[] {
  return [
    { sid: 'ListLake', actions: ['s3:ListBucket'], resources: [arns.bucket('lake')] },
    { sid: 'ReadLake', actions: ['s3:GetObject'], resources: [`${arns.bucket('lake')}/*`] },
    { sid: 'AddToBackups', actions: ['s3:PutObject'], resources: [`${arns.bucket('backups')}/${exportsPrefix}*`] },
    useKey('UseKeyOfBuckets', `s3.${region}`, keyAlias, arns),
  ];
}
