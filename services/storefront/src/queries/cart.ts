import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { addCartLine, type Cart, changeCartLine, readCart, removeCartLine } from '../api/cart.ts';

/** One key for every change, so that they reach the shop in the order of the clicks. */
const cartScope = { id: 'cart' };

export const cartQuery = queryOptions({ queryKey: ['cart'], queryFn: ({ signal }) => readCart(signal) });

/** Changes of the cart; each answer is the whole cart and takes the place of what was shown. */
export const useAddToCart = () =>
  useCartChange(({ sku, quantity }: { sku: string; quantity: number }) => addCartLine(sku, quantity));

export const useChangeQuantity = () =>
  useCartChange(({ sku, quantity }: { sku: string; quantity: number }) => changeCartLine(sku, quantity));

export const useRemoveLine = () => useCartChange((sku: string) => removeCartLine(sku));

function useCartChange<Change>(change: (change: Change) => Promise<Cart>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    scope: cartScope,
    onMutate: () => client.cancelQueries({ queryKey: cartQuery.queryKey }),
    onSuccess: (cart) => {
      client.setQueryData(cartQuery.queryKey, cart);
      // What delivery and tax come to follows the lines.
      return client.invalidateQueries({ queryKey: ['quote'] });
    },
    // After a refusal, what is shown may be what the shop no longer has.
    onError: () => client.invalidateQueries({ queryKey: cartQuery.queryKey }),
  });
}
