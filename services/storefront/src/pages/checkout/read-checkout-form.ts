import type { NewCheckout } from '../../api/checkouts.ts';
import type { Money } from '../../api/money.ts';
import { formText } from '../../forms/form-text.ts';
import { readAddress } from '../../forms/read-address.ts';

/** The order that the checkout form describes; `expectedTotal` is the total that was on the page. */
export function readCheckoutForm(data: FormData, expectedTotal: Money | undefined): NewCheckout {
  return {
    email: formText(data, 'email'),
    shippingAddress: readAddress(data, 'shippingAddress'),
    ...(data.has('billingAddress.line1') ? { billingAddress: readAddress(data, 'billingAddress') } : {}),
    shippingMethod: formText(data, 'shippingMethod'),
    payment: { provider: formText(data, 'payment.provider'), token: formText(data, 'payment.token') },
    ...(expectedTotal === undefined ? {} : { expectedTotal }),
  };
}
