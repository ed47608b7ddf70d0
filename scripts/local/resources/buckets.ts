import { CreateBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { PhysicalNames } from '@evermart/contracts/physical-names';
import { type BucketName, bucketNames } from '@evermart/contracts/topology';
import { localClient } from './local-aws.ts';

export function bucketMap(names: PhysicalNames): Record<BucketName, string> {
  return Object.fromEntries(bucketNames.map((name) => [name, names.bucket(name)])) as Record<BucketName, string>;
}

export async function createBuckets(endpoint: string, region: string, names: PhysicalNames): Promise<void> {
  const client = new S3Client({ ...localClient(endpoint, region), forcePathStyle: true });
  try {
    await Promise.all(bucketNames.map((name) => createBucket(client, names.bucket(name))));
  } finally {
    client.destroy();
  }
}

async function createBucket(client: S3Client, bucket: string): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  } catch (error) {
    const exists = error instanceof S3ServiceException && error.name.startsWith('BucketAlready');
    if (!exists) throw error;
  }
}
