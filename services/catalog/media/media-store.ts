import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { unavailable } from '@evermart/kit/problem';
import type { ImageType } from './image-type.ts';

export interface MediaStoreOptions {
  readonly bucket: string;
  readonly region: string;
  /** An emulator's address; absent in AWS. */
  readonly endpoint?: string | undefined;
}

/** The media bucket: its keys are the paths under which the shop shows its objects. */
export function createMediaStore({ bucket, region, endpoint }: MediaStoreOptions) {
  let client: S3Client | undefined;

  return {
    /**
     * Stores a picture under a name made of its content, so that it can be cached for ever and stored twice without harm.
     * Answers its path in the shop. @throws ServiceError `dependency-unavailable`
     */
    async put(folder: string, file: Uint8Array, { contentType, extension }: ImageType): Promise<string> {
      // Loaded at the first upload: the SDK is large, and most processes never store a picture.
      const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
      client ??= new S3Client({
        region,
        maxAttempts: 3,
        requestHandler: { connectionTimeout: 500, requestTimeout: 10_000 },
        ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      });
      const name = createHash('sha256').update(file).digest('hex').slice(0, 24);
      const key = `media/${folder}/${name}.${extension}`;
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: file,
            ContentType: contentType,
            CacheControl: 'public, max-age=31536000, immutable',
          }),
        );
      } catch (cause) {
        throw unavailable('The media store', cause);
      }
      return `/${key}`;
    },
    close: () => client?.destroy(),
  };
}
export type MediaStore = ReturnType<typeof createMediaStore>;
