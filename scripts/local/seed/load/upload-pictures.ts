import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { allPictures } from '../pictures/all-pictures.ts';
import type { SeedEndpoint } from '../seed-target.ts';

const concurrency = 8;

/** Draws every picture and puts it where the shop expects it; answers how many. */
export async function uploadPictures({ bucket, ...target }: SeedEndpoint & { bucket: string }): Promise<number> {
  const s3 = new S3Client({ ...target, forcePathStyle: true });
  const pictures = allPictures();
  const rest = pictures.values();
  await Promise.all(Array.from({ length: concurrency }, uploadRest));
  s3.destroy();
  return pictures.length;

  async function uploadRest(): Promise<void> {
    for (const { key, draw } of rest) {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: draw(),
          ContentType: 'image/svg+xml',
          CacheControl: 'public, max-age=86400',
        }),
      );
    }
  }
}
