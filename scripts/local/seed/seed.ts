import { loadCatalog } from './load/load-catalog.ts';
import { uploadPictures } from './load/upload-pictures.ts';
import type { Seed, SeedScale } from './seed-target.ts';

const productCounts: Readonly<Record<SeedScale, number>> = { small: 1_000, large: 100_000 };

/** Fills the shop with a generated assortment, the same every time. Repeating it replaces the catalogue. */
export const seed: Seed = async ({ scale, databaseUrls, s3, log }) => {
  const [catalogue, images] = await Promise.all([
    loadCatalog(databaseUrls.catalog, productCounts[scale], log),
    uploadPictures({ ...s3, bucket: s3.buckets.media }),
  ]);
  return { ...catalogue, images };
};
