import { parseQuery } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import express, { Router } from 'express';
import { z } from 'zod';
import type { AdminProductRepository } from '../admin/admin-product-repository.ts';
import { answerProduct, expectedEditions, found } from '../admin/product-answer.ts';
import { imageTypeOf } from './image-type.ts';
import type { MediaStore } from './media-store.ts';

const maxImageBytes = 5 * 1024 * 1024;
const ImageQuery = z.strictObject({ alt: z.string().trim().max(300).default('') });

export interface ImageRoutesDeps {
  readonly products: AdminProductRepository;
  readonly media: MediaStore;
}

/** POST /admin/products/:id/images?alt=: the picture itself as the body. Answers the product with the picture added. */
export function imageRoutes({ products, media }: ImageRoutesDeps): Router {
  const router = Router();

  router.post('/:id/images', express.raw({ type: () => true, limit: maxImageBytes }), async (request, response) => {
    const { id = '' } = request.params;
    const { alt } = parseQuery(ImageQuery, request.query);
    const file: unknown = request.body;
    const type = file instanceof Uint8Array ? imageTypeOf(file) : undefined;
    if (!(file instanceof Uint8Array) || type === undefined) {
      throw new ServiceError('unsupported-media-type', 'Send a PNG, JPEG, WebP or AVIF picture as the body.');
    }
    found(await products.find(id));
    const url = await media.put(`products/${id}`, file, type);
    const product = found(await products.addImage(id, { url, alt }, expectedEditions(request)));
    response.status(201).location(url);
    answerProduct(response, product);
  });

  return router;
}
