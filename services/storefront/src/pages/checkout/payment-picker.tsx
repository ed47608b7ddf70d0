import { useState } from 'react';
import { ChoiceList } from '../../components/choice-list.tsx';
import { sandboxCards } from './sandbox-cards.ts';

const [first, ...others] = sandboxCards.map(({ token, ...card }) => ({ value: token, ...card }));

/** What is paid with. The sandbox provider has test cards; a real one brings fields of its own that yield a token. */
export function PaymentPicker() {
  const [token, setToken] = useState<string>(sandboxCards[0].token);
  return (
    <>
      <input type="hidden" name="payment.provider" value="sandbox" />
      <ChoiceList
        legend="Payment"
        name="payment.token"
        choices={first === undefined ? [] : [first]}
        more={{ label: 'Other test cards', choices: others }}
        value={token}
        onChange={setToken}
      />
    </>
  );
}
