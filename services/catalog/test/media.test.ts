import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { imageTypeOf } from '../media/image-type.ts';
import { type Catalog, startCatalog } from './catalog-under-test.ts';

const region = 'eu-west-1';
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(64, 7)]);

describe('product pictures', () => {
  let fauxqs: FauxqsServer;
  let catalog: Catalog;

  before(async () => {
    fauxqs = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
    fauxqs.createBucket('media');
    catalog = await startCatalog({ region, endpoint: fauxqs.address });
  });

  after(async () => {
    await catalog.stop();
    await fauxqs.stop();
  });

  it('are stored in the media bucket and shown with the product', async () => {
    const { id, slug } = await catalog.addProduct({ images: [] });

    const answer = await catalog.upload(`/admin/products/${id}/images?alt=A%20lamp`, png);

    expect(answer.status).to.equal(201);
    const [image] = answer.body.images;
    expect(image.alt).to.equal('A lamp');
    expect(image.url).to.match(new RegExp(`^/media/products/${id}/[0-9a-f]{24}\\.png$`));
    expect((await catalog.gateway('GET', `/products/${slug}`)).body.images).to.deep.equal([image]);

    const s3 = new S3Client({ endpoint: fauxqs.address, region, forcePathStyle: true });
    const object = await s3.send(new GetObjectCommand({ Bucket: 'media', Key: image.url.slice(1) }));
    expect(object.ContentType).to.equal('image/png');
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? [])).to.deep.equal(png);
    s3.destroy();
  });

  it('are refused when they could hold code, are no picture, or are too large', async () => {
    const { id } = await catalog.addProduct({ images: [] });
    const path = `/admin/products/${id}/images`;

    for (const body of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '', 'GIF89a']) {
      expect((await catalog.upload(path, Buffer.from(body))).status).to.equal(415);
    }
    const large = await catalog.upload(path, Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]));
    expect([large.status, large.body.detail]).to.deep.equal([413, 'The body is larger than 5242880 bytes.']);
    expect((await catalog.upload('/admin/products/no-such-product/images', png)).status).to.equal(404);
    expect((await catalog.admin('GET', `/admin/products/${id}`)).body.images).to.deep.equal([]);
  });

  it('are known by their first bytes', () => {
    const typeOf = (start: string) => imageTypeOf(Buffer.from(start, 'latin1'))?.contentType;

    expect(typeOf('\xff\xd8\xff\xe0')).to.equal('image/jpeg');
    expect(typeOf('RIFF\0\0\0\0WEBPVP8 ')).to.equal('image/webp');
    expect(typeOf('\0\0\0\x20ftypavif')).to.equal('image/avif');
    expect(typeOf('\0\0\0\x20ftypisom')).to.equal(undefined);
    expect(typeOf('')).to.equal(undefined);
  });
});
