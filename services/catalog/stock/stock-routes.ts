import { StockCount, type StockLevel } from '@evermart/contracts/http/catalog';
import { Sku } from '@evermart/contracts/http/sku';
import { parseBody, parsePathParameter } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import { Router } from 'express';
import type { StockRepository } from './stock-repository.ts';

const noSuchSku = 'There is no article with this SKU.';

export function stockRoutes({ stock }: { stock: StockRepository }): Router {
  const router = Router();

  router.get('/:sku', async (request, response) => {
    response.json(found(await stock.find(skuOf(request.params))));
  });

  router.put('/:sku', async (request, response) => {
    const { onHand } = parseBody(StockCount, request.body);
    response.json(found(await stock.count(skuOf(request.params), onHand)));
  });

  return router;
}

function skuOf({ sku }: { sku: string }): string {
  return parsePathParameter(Sku, sku, noSuchSku);
}

function found(level: StockLevel | undefined): StockLevel {
  if (level === undefined) throw new ServiceError('unknown-sku', noSuchSku);
  return level;
}
