import type { Mutant } from './mutant.ts';
import { checkoutMutants } from './mutants/checkout.ts';
import { deliveryMutants } from './mutants/delivery.ts';
import { gatewayMutants } from './mutants/gateway.ts';
import { kitMutants } from './mutants/kit.ts';
import { orderMutants } from './mutants/order.ts';
import { paymentMutants } from './mutants/payment.ts';

export const mutants: readonly Mutant[] = [
  ...checkoutMutants,
  ...deliveryMutants,
  ...gatewayMutants,
  ...kitMutants,
  ...orderMutants,
  ...paymentMutants,
];
