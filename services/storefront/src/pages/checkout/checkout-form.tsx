import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Address } from '../../api/address.ts';
import type { Cart } from '../../api/cart.ts';
import type { SavedAddress } from '../../api/me.ts';
import { Columns } from '../../components/columns.tsx';
import { FieldErrorsContext } from '../../components/field-errors-context.ts';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useSubmission } from '../../forms/use-submission.ts';
import { cartQuery } from '../../queries/cart.ts';
import { quoteQuery, shippingMethodsQuery } from '../../queries/checkout.ts';
import { rememberCountry, rememberedCountry } from '../../remembered-country.ts';
import { BillingAddress } from './billing-address.tsx';
import styles from './checkout-form.module.css';
import { OrderSummary } from './order-summary.tsx';
import { PaymentPicker } from './payment-picker.tsx';
import { readCheckoutForm } from './read-checkout-form.ts';
import { ShippingAddress } from './shipping-address.tsx';
import { ShippingMethodPicker } from './shipping-method-picker.tsx';
import type { usePlaceOrder } from './use-place-order.ts';

interface CheckoutFormProps {
  cart: Cart;
  /** The signed-in customer's. */
  email: string | undefined;
  addresses: readonly SavedAddress[];
  ordering: ReturnType<typeof usePlaceOrder>;
}

/** Everything that a purchase needs, on one page. */
export function CheckoutForm({ cart, email, addresses, ordering }: CheckoutFormProps) {
  const client = useQueryClient();
  // After an attempt that led nowhere, nobody should have to type an address again.
  const { attempted } = ordering;
  const initial: Partial<Address> = attempted?.shippingAddress ?? addresses[0] ?? { country: rememberedCountry() };
  const [country, setCountry] = useState(initial.country ?? '');
  const [chosenMethod, setChosenMethod] = useState(attempted?.shippingMethod ?? '');

  const methods = useQuery(shippingMethodsQuery(country));
  const method = methods.data?.items.find(({ code }) => code === chosenMethod) ?? methods.data?.items[0];
  const quote = useQuery(quoteQuery(method?.code ?? '', country));

  const { formProps, errors, unplaced, pending } = useSubmission({
    send: (data) => ordering.place(readCheckoutForm(data, quote.data?.total)),
    onDone: ordering.follow,
    // Whatever was refused, what is shown may be out of date: prices, stock, or the cart itself.
    onRefused: () => {
      client.invalidateQueries({ queryKey: cartQuery.queryKey });
      client.invalidateQueries({ queryKey: ['quote'] });
    },
  });

  function changeCountry(code: string): void {
    rememberCountry(code);
    setCountry(code);
  }

  const summary = (
    <OrderSummary
      cart={cart}
      quote={quote}
      ready={country === '' || quote.data !== undefined}
      pending={pending}
      failure={ordering.failure}
      triedTotal={attempted?.expectedTotal}
      unplaced={unplaced}
    />
  );
  return (
    <form aria-label="Checkout" {...formProps}>
      <FieldErrorsContext value={errors}>
        <Columns aside={summary}>
          <div className={styles.steps}>
            <Section title="Contact">
              <TextField
                label="E-mail"
                name="email"
                type="email"
                autoComplete="email"
                defaultValue={attempted?.email ?? email ?? ''}
                hint="We send the order confirmation there."
              />
            </Section>
            <ShippingAddress initial={initial} addresses={addresses} onCountryChange={changeCountry} />
            <BillingAddress initial={attempted?.billingAddress} />
            <ShippingMethodPicker
              country={country}
              methods={methods}
              value={method?.code ?? ''}
              onChange={setChosenMethod}
            />
            <PaymentPicker />
          </div>
        </Columns>
      </FieldErrorsContext>
    </form>
  );
}
