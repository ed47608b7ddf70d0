import type { Discount } from '../../api/cart.ts';
import { ApiProblem, isProblem } from '../../api/problem.ts';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formText } from '../../forms/form-text.ts';
import { useApplyPromotion, useRemovePromotion } from '../../queries/cart.ts';
import styles from './promotion-form.module.css';

/** A promotion code: to be typed while there is none, to be taken off while there is one. */
export function PromotionForm({ discounts }: { discounts: readonly Discount[] }) {
  const apply = useApplyPromotion();
  const remove = useRemovePromotion();
  const [applied] = discounts;
  if (applied !== undefined) {
    return (
      <div>
        <Button look="quiet" disabled={remove.isPending} onClick={() => remove.mutate(undefined)}>
          Take the code {applied.code} off
        </Button>
        {remove.isError && <ProblemNotice error={remove.error} />}
      </div>
    );
  }
  return (
    <details className={styles.fold}>
      <summary className={styles.summary}>I have a promotion code</summary>
      <Form
        label="Promotion code"
        look="secondary"
        submitLabel="Use the code"
        send={(data) => apply.mutateAsync(formText(data, 'code')).catch(explainUnknownCode)}
        onDone={() => undefined}
      >
        <TextField label="Code" name="code" autoComplete="off" />
      </Form>
    </details>
  );
}

function explainUnknownCode(cause: unknown): never {
  if (!isProblem(cause, 'not-found')) throw cause;
  const detail = 'Check how it is written, please. It may also have ended.';
  throw new ApiProblem({ ...cause, title: 'This code is not known', detail }, { cause });
}
