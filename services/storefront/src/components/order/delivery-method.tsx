import { useQuery } from '@tanstack/react-query';
import { shippingMethodsQuery } from '../../queries/checkout.ts';

/** How the order travels, by the name that the checkout shows; by its code when that can't be had. */
export function DeliveryMethod({ code, country }: { code: string; country: string }) {
  const { data, isPending } = useQuery(shippingMethodsQuery(country));
  const name = data?.items.find((method) => method.code === code)?.name;
  return <p>{name ?? (isPending ? '…' : code)}</p>;
}
