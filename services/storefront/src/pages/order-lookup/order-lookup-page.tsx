import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Order, readGuestOrder } from '../../api/orders.ts';
import { ApiProblem, isProblem } from '../../api/problem.ts';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { OrderView } from '../../components/order/order-view.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formatDay } from '../../format-date.ts';
import { formText } from '../../forms/form-text.ts';

/** A guest's order, by what only its owner knows. Links bring the number along; the e-mail stays out of the page's address. */
export function OrderLookupPage() {
  const [params] = useSearchParams();
  const [order, setOrder] = useState<Order>();
  if (order !== undefined) {
    return (
      <Page title={`Order ${order.number}`} lead={`Placed on ${formatDay(order.placedAt)}`}>
        <OrderView order={order} />
        <p>
          <Button look="secondary" onClick={() => setOrder(undefined)}>
            Find another order
          </Button>
        </p>
      </Page>
    );
  }
  return (
    <Page title="Find your order" lead="Its number is on the page that thanked you, and in the e-mail." width="narrow">
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
    const detail = 'Check both, please: they must be just as in the order.';
    throw new ApiProblem({ ...cause, title: 'There is no order with this number and e-mail', detail }, { cause });
  }
}
