import { queryOptions, skipToken } from '@tanstack/react-query';
import { listShippingMethods, readCheckout, readQuote } from '../api/checkouts.ts';

export const shippingMethodsQuery = (country: string) =>
  queryOptions({
    queryKey: ['shipping-methods', country],
    queryFn: country === '' ? skipToken : ({ signal }) => listShippingMethods(country, signal),
    staleTime: 60_000,
  });

/** What the current cart comes to; waits until both country and method are known. */
export const quoteQuery = (shippingMethod: string, country: string) =>
  queryOptions({
    queryKey: ['quote', shippingMethod, country],
    queryFn:
      shippingMethod === '' || country === '' ? skipToken : ({ signal }) => readQuote(shippingMethod, country, signal),
    staleTime: 0,
  });

/** How a checkout stands; asked again, less and less often, while it is being processed. */
export const checkoutQuery = (id: string) =>
  queryOptions({
    queryKey: ['checkout', id],
    queryFn: ({ signal }) => readCheckout(id, signal),
    refetchInterval: ({ state }) => {
      if (state.data !== undefined && state.data.status !== 'processing') return false;
      return Math.min(1000 + state.dataUpdateCount * 250, 5000);
    },
  });
