import { HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/** @throws Error where the bucket is there and somebody else's, or can't be asked for */
export async function bucketExists(Bucket: string, region: string): Promise<boolean> {
  const s3 = new S3Client({
    region,
    ...(process.env.AWS_ENDPOINT_URL_S3 === undefined ? {} : { forcePathStyle: true }),
  });
  try {
    await s3.send(new HeadBucketCommand({ Bucket }));
    return true;
  } catch (cause) {
    const status = cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined;
    if (status === 404) return false;
    if (status === 403) throw new Error(`${Bucket}: access denied: not your account's, or not your rights`, { cause });
    throw new Error(`${Bucket}: can't be asked for: ${cause instanceof Error ? cause.message : cause}`, { cause });
  } finally {
    s3.destroy();
  }
}
