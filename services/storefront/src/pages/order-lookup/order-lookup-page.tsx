import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Order, readGuestOrder } from '../../api/orders.ts';
import { ApiProblem, isProblem } from '../../api/problem.ts';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formText } from '../../forms/form-text.ts';
import { GuestOrder } from './guest-order.tsx';

/** A guest's order, by what only its owner knows. Links bring the number along; the e-mail stays out of the page's address. */
export function OrderLookupPage() {
  const [params] = useSearchParams();
  const [order, setOrder] = useState<Order>();
  if (order !== undefined) {
    return <GuestOrder order={order} onChange={setOrder} onLeave={() => setOrder(undefined)} />;
  }
  return (
    <Page
      title="Find your order"
      lead="You find the order number on the confirmation page and in the confirmation e-mail."
      width="narrow"
    >
      <Form submitLabel="Find the order" send={findOrder} onDone={setOrder}>
        <TextField label="Order number" name="number" autoComplete="off" defaultValue={params.get('number') ?? ''} />
        <TextField label="E-mail" name="email" type="email" autoComplete="email" />
      </Form>
    </Page>
  );
}

async function findOrder(data: FormData): Promise<Order> {
  try {
    return await readGuestOrder(formText(data, 'number'), formText(data, 'email'));
  } catch (cause) {
    if (!isProblem(cause, 'not-found')) throw cause;
    const detail = 'Please check both: they must be exactly as in the order.';
    throw new ApiProblem({ ...cause, title: 'There is no order with this number and e-mail', detail }, { cause });
  }
}
