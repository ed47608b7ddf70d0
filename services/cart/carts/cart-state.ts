import type { Image } from '@evermart/contracts/http/product';
import { maxLineQuantity } from '@evermart/contracts/http/sku';
import type { Money } from '@evermart/contracts/money';

/** What catalog said of a SKU when the line last changed: shown again only while catalog can't be asked. */
export interface LineSnapshot {
  readonly productSlug: string;
  readonly name: string;
  readonly image: Image;
  readonly unitPrice: Money;
}

export interface StoredLine {
  readonly sku: string;
  readonly quantity: number;
  readonly snapshot: LineSnapshot;
}

export interface CartState {
  readonly cartId: string;
  /** Raised whenever the lines change or an earlier claim must become impossible. 0: nothing was ever stored. */
  readonly version: number;
  readonly lines: readonly StoredLine[];
  /** Lines that checkouts have taken out and not yet paid for or given back, by checkout id. */
  readonly claims: Readonly<Record<string, readonly StoredLine[]>>;
  /** Checkouts whose lines came back lately: a repeated restore then needn't raise the version again. */
  readonly restored: readonly string[];
  /** The customer's cart that this guest's cart went into at sign-in: what comes back from a claim follows it. */
  readonly mergedInto?: string;
}

export const maxLines = 100;
/** As JSON: with the lines that a checkout has claimed they must fit an item of DynamoDB, 400 KB. */
export const maxLinesBytes = 150_000;
const restoredRemembered = 20;

export function emptyCart(cartId: string): CartState {
  return { cartId, version: 0, lines: [], claims: {}, restored: [] };
}

export function lineOf(cart: CartState, sku: string): StoredLine | undefined {
  return cart.lines.find((line) => line.sku === sku);
}

/** Sets the SKU's line, at its place if it is there. A guest who goes on shopping is no longer the one who signed in. */
export function withLine(cart: CartState, line: StoredLine): CartState {
  const { mergedInto: _, ...own } = cart;
  const there = lineOf(cart, line.sku) !== undefined;
  const lines = there ? cart.lines.map((old) => (old.sku === line.sku ? line : old)) : [...cart.lines, line];
  return { ...own, lines };
}

export function withoutLine(cart: CartState, sku: string): CartState {
  return { ...cart, lines: cart.lines.filter((line) => line.sku !== sku) };
}

/**
 * Ends a claim by putting its lines back: quantities of a SKU add up, to the most that a line may hold. Without a claim
 * it still changes the cart (its version rises), so that a claim that is under way can't arrive later.
 */
export function withClaimRestored(cart: CartState, checkoutId: string): CartState {
  if (cart.version === 0 || cart.restored.includes(checkoutId)) return cart;
  const { [checkoutId]: claimed = [], ...claims } = cart.claims;
  const lines = joined(cart.lines, claimed, (here, back) => Math.min(here + back, maxLineQuantity));
  return { ...cart, lines, claims, restored: [...cart.restored, checkoutId].slice(-restoredRemembered) };
}

/** The merge rule of sign-in: the larger quantity of a SKU wins, so merging twice is as good as once. */
export function withLargerQuantities(cart: CartState, lines: readonly StoredLine[]): CartState {
  const grows = lines.some(({ sku, quantity }) => quantity > (lineOf(cart, sku)?.quantity ?? 0));
  return grows ? { ...cart, lines: joined(cart.lines, lines, Math.max) } : cart;
}

function joined(
  ours: readonly StoredLine[],
  theirs: readonly StoredLine[],
  quantityOf: (ours: number, theirs: number) => number,
): StoredLine[] {
  const joinedLines = new Map(ours.map((line) => [line.sku, line]));
  for (const line of theirs) {
    const here = joinedLines.get(line.sku);
    joinedLines.set(
      line.sku,
      here === undefined ? line : { ...here, quantity: quantityOf(here.quantity, line.quantity) },
    );
  }
  return [...joinedLines.values()];
}
