import { fileURLToPath } from 'node:url';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { startFauxqs } from 'fauxqs';
import pg from 'pg';
import { freshDatabase } from '../../../../test/support/postgres.ts';
import { allPictures } from '../pictures/all-pictures.ts';
import { seed } from '../seed.ts';
import type { SeedTarget } from '../seed-target.ts';

const migrations = fileURLToPath(new URL('../../../../services/catalog/migrations', import.meta.url));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const bucket = 'media';

describe('the seed', () => {
  let fauxqs: Awaited<ReturnType<typeof startFauxqs>>;
  let target: SeedTarget;
  let database: pg.Client;

  before(async () => {
    fauxqs = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
    fauxqs.createBucket(bucket);
    const { url } = await freshDatabase(migrations);
    database = new pg.Client({ connectionString: url });
    await database.connect();
    const at = { endpoint: fauxqs.address, region: 'eu-west-1', credentials };
    target = {
      scale: 'small',
      databaseUrls: { catalog: url, orders: url, payments: url, users: url },
      s3: { ...at, buckets: { static: bucket, media: bucket, lake: bucket, backups: bucket } },
      dynamodb: { ...at, tables: { sessions: '', carts: '', checkouts: '', notifications: '', recommendations: '' } },
      people: [],
      log: () => {},
    };
  });

  after(async () => {
    await database.end();
    await fauxqs.stop();
  });

  const count = async (from: string) => Number((await database.query(`SELECT count(*) FROM ${from}`)).rows[0].count);

  it('fills the shop, ready to be read, and says how much it wrote', async () => {
    const result = await seed(target);

    expect(result).to.include({ products: 1_000, images: allPictures().length });
    expect(await count('products WHERE available AND document IS NOT NULL')).to.equal(1_000);
    expect(await count('variants')).to.equal(result.variants);
    expect(await count('stock WHERE on_hand >= 1000')).to.equal(result.variants);
    expect(await count('search_entries')).to.equal(1_000);
    expect(await count(`listings WHERE category = ''`)).to.equal(1_000);
    expect(await count("pg_indexes WHERE tablename = 'listings'")).to.equal(4);
  });

  it('puts every picture that products show into the media bucket', async () => {
    const s3 = new S3Client({ endpoint: fauxqs.address, region: 'eu-west-1', credentials, forcePathStyle: true });
    const { rows } = await database.query<{ url: string }>(
      `SELECT DISTINCT image ->> 'url' AS url FROM products, json_array_elements(images) AS image`,
    );

    for (const { url } of [...rows, { url: '/media/placeholder.svg' }]) {
      const { ContentType, Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: url.slice(1) }));
      expect(ContentType).to.equal('image/svg+xml');
      expect(await Body?.transformToString()).to.match(/^<svg/);
    }
    s3.destroy();
  });

  it('can be repeated: the same catalogue, with versions that grow', async () => {
    const versions = async () =>
      new Map((await database.query('SELECT id, version FROM products')).rows.map(({ id, version }) => [id, version]));
    const before = await versions();
    await database.query('UPDATE products SET version = version - 1');

    await seed(target);

    const after = await versions();
    expect([...after.keys()].toSorted()).to.deep.equal([...before.keys()].toSorted());
    for (const [id, version] of after) expect(version).to.be.at.least(before.get(id));
  });

  it('leaves what was there when it is interrupted', async () => {
    const [products, variants] = [await count('products'), await count('variants')];
    await database.query(`ALTER TABLE search_entries ADD CONSTRAINT broken CHECK (brand <> 'Kyst') NOT VALID`);

    const failure = await seed(target).catch((error: Error) => error);

    expect(failure).to.be.instanceOf(Error);
    expect([await count('products'), await count('variants')]).to.deep.equal([products, variants]);
    await database.query('ALTER TABLE search_entries DROP CONSTRAINT broken');
  });
});
