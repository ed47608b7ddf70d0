import { useState } from 'react';
import { ChoiceList } from '../../components/choice-list.tsx';
import { sandboxCards } from './sandbox-cards.ts';

/** What is paid with. The sandbox provider has test cards; a real one brings fields of its own that yield a token. */
export function PaymentPicker() {
  const [token, setToken] = useState<string>(sandboxCards[0].token);
  const choices = sandboxCards.map(({ token, ...card }) => ({ value: token, ...card }));
  return (
    <>
      <input type="hidden" name="payment.provider" value="sandbox" />
      <ChoiceList legend="Payment" name="payment.token" choices={choices} value={token} onChange={setToken} />
    </>
  );
}
