import type { NewCartLine } from '@evermart/contracts/http/cart';
import type { VariantSnapshot } from '@evermart/contracts/http/catalog';
import { maxLineQuantity } from '@evermart/contracts/http/sku';
import { isServiceError, ServiceError } from '@evermart/kit/problem';
import type { VariantLookup, VariantsBySku } from '../catalog/variant-lookup.ts';
import type { CartRepository } from './cart-repository.ts';
import {
  type CartState,
  type LineSnapshot,
  lineOf,
  maxLines,
  maxLinesBytes,
  withLine,
  withoutLine,
} from './cart-state.ts';
import { changeCart } from './change-cart.ts';

export interface ChangeLinesDeps {
  readonly carts: CartRepository;
  readonly lookUpVariants: VariantLookup;
  readonly currency: string;
}

/** A changed cart with what catalog said of its SKUs, where it was asked. */
export interface ChangedCart {
  readonly cart: CartState;
  readonly variants?: VariantsBySku;
}

/**
 * Adds to the SKU's line, or begins it.
 *
 * @throws ServiceError `unknown-sku`, `out-of-stock`, `validation-failed` (a line too large), `invalid-state` (too many
 * lines), `dependency-unavailable` (nothing is added unseen)
 */
export async function addLine(deps: ChangeLinesDeps, cartId: string, added: NewCartLine): Promise<ChangedCart> {
  let variants: VariantsBySku = new Map();
  const cart = await changeCart(deps.carts, cartId, async (before) => {
    const there = lineOf(before, added.sku)?.quantity ?? 0;
    if (there === 0 && before.lines.length >= maxLines) {
      throw new ServiceError('invalid-state', `A cart holds at most ${maxLines} different articles.`);
    }
    variants = await deps.lookUpVariants(skusOf(before, added.sku));
    const variant = variants.get(added.sku);
    if (variant === undefined) throw new ServiceError('unknown-sku', `There is no article ${added.sku}.`);
    assertSellable(variant, there + added.quantity, deps.currency);
    const after = withLine(withSnapshots(before, variants), {
      sku: added.sku,
      quantity: there + added.quantity,
      snapshot: snapshotOf(variant),
    });
    if (there === 0 && Buffer.byteLength(JSON.stringify(after.lines)) > maxLinesBytes) {
      throw new ServiceError('invalid-state', 'The cart is full: buy what is in it first.');
    }
    return after;
  });
  return { cart, variants };
}

/**
 * Sets a line's quantity. Lowering it works without catalog, raising it doesn't.
 *
 * @throws ServiceError `not-found`, `out-of-stock`, `validation-failed` (a line too large), `dependency-unavailable`
 */
export async function setQuantity(
  deps: ChangeLinesDeps,
  cartId: string,
  { sku, quantity }: NewCartLine,
): Promise<ChangedCart> {
  let variants: VariantsBySku | undefined;
  const cart = await changeCart(deps.carts, cartId, async (before) => {
    const line = lineOf(before, sku);
    if (line === undefined) throw notInCart(sku);
    variants = await (quantity > line.quantity
      ? deps.lookUpVariants(skusOf(before))
      : unlessAway(deps.lookUpVariants(skusOf(before))));
    if (variants !== undefined) assertInStock(variants.get(sku), quantity, line.snapshot.name);
    assertOneLine(quantity);
    if (quantity === line.quantity) return before;
    return withLine(variants === undefined ? before : withSnapshots(before, variants), { ...line, quantity });
  });
  return variants === undefined ? { cart } : { cart, variants };
}

/** @throws ServiceError `not-found` */
export async function removeLine({ carts }: ChangeLinesDeps, cartId: string, sku: string): Promise<ChangedCart> {
  const cart = await changeCart(carts, cartId, (before) => {
    if (lineOf(before, sku) === undefined) throw notInCart(sku);
    return withoutLine(before, sku);
  });
  return { cart };
}

/** `undefined` where the dependency is away: the caller has something to fall back on. */
export async function unlessAway<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isServiceError(error, 'dependency-unavailable')) return undefined;
    throw error;
  }
}

export function skusOf(cart: CartState, ...more: string[]): string[] {
  return [...new Set([...cart.lines.map(({ sku }) => sku), ...more])];
}

function assertSellable(variant: VariantSnapshot, quantity: number, currency: string): void {
  if (variant.unitPrice.currency !== currency) {
    throw new ServiceError('invalid-state', `${variant.name} is not sold in ${currency}.`);
  }
  assertInStock(variant, quantity, variant.name);
  assertOneLine(quantity);
}

function assertOneLine(quantity: number): void {
  if (quantity <= maxLineQuantity) return;
  throw new ServiceError('validation-failed', `A line holds at most ${maxLineQuantity} of an article.`, {
    errors: [{ path: 'quantity', message: `would make a line of ${quantity}, the most is ${maxLineQuantity}` }],
  });
}

/** Says that there is too little, never how much there is: stock numbers are for the merchant. */
function assertInStock(variant: VariantSnapshot | undefined, quantity: number, name: string): void {
  if (variant !== undefined && variant.availableQuantity >= quantity) return;
  throw new ServiceError('out-of-stock', `There are not ${quantity} of ${name} in stock.`, {
    errors: [{ path: 'quantity', message: 'is more than can be bought now' }],
  });
}

function withSnapshots(cart: CartState, variants: VariantsBySku): CartState {
  const lines = cart.lines.map((line) => {
    const variant = variants.get(line.sku);
    return variant === undefined ? line : { ...line, snapshot: snapshotOf(variant) };
  });
  return { ...cart, lines };
}

function snapshotOf({ productSlug, name, image, unitPrice }: VariantSnapshot): LineSnapshot {
  return { productSlug, name, image, unitPrice };
}

function notInCart(sku: string): ServiceError {
  return new ServiceError('not-found', `${sku} is not in the cart.`);
}
