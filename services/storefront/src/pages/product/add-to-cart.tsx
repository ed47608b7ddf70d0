import { type MouseEvent, type SubmitEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Variant } from '../../api/catalog.ts';
import { isProblem } from '../../api/problem.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { QuantityField } from '../../components/quantity-field.tsx';
import { useAddToCart } from '../../queries/cart.ts';
import styles from './add-to-cart.module.css';

interface AddToCartProps {
  name: string;
  /** Undefined while an option is missing, and when the product is not made in the chosen combination. */
  variant: Variant | undefined;
  /** The option that is to be chosen first. */
  missing: string | undefined;
  /** True when nothing that could still be chosen can be bought. */
  soldOut: boolean;
}

/** How many, and into the cart with them. */
export function AddToCart({ name, variant, missing, soldOut }: AddToCartProps) {
  const [quantity, setQuantity] = useState(1);
  const announce = useAnnounce();
  const add = useAddToCart();

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (missing !== undefined) document.getElementsByName(missing)[0]?.focus();
    if (variant === undefined || add.isPending) return;
    add.mutate({ sku: variant.sku, quantity }, { onSuccess: () => announce(`${name} is in your cart`) });
  }

  if (soldOut) {
    const made = variant !== undefined || missing !== undefined;
    return (
      <Notice tone="warn" title={made ? 'Sold out' : 'Not available in this combination'}>
        Please choose another option, or come back later.
      </Notice>
    );
  }
  return (
    <form className={styles.form} aria-label="Buy" onSubmit={submit}>
      <div className={styles.controls}>
        <QuantityField label="Quantity" quantity={quantity} onChange={setQuantity} />
        <Button type="submit" aria-disabled={add.isPending} onClick={onlyFirstClick}>
          {add.isPending ? 'One moment…' : submitLabel(missing)}
        </Button>
      </div>
      {add.isSuccess && <Added count={add.data.itemCount} />}
      {add.isError && <Refused error={add.error} />}
    </form>
  );
}

function submitLabel(missing: string | undefined): string {
  return missing === undefined ? 'Add to cart' : `Choose a ${missing.toLowerCase()}`;
}

/** A double click means once; often the first of its clicks is answered before the second comes. */
function onlyFirstClick(event: MouseEvent): void {
  if (event.detail > 1) event.preventDefault();
}

function Added({ count }: { count: number }) {
  return (
    <p className={styles.added}>
      <span aria-hidden="true">✓</span> Added. <Link to="/cart">View your cart ({count})</Link>
    </p>
  );
}

function Refused({ error }: { error: Error }) {
  if (!isProblem(error, 'out-of-stock')) return <ProblemNotice error={error} />;
  return (
    <Notice tone="danger" title="There are not that many left">
      Please try a smaller quantity. What is already in your cart counts, too.
    </Notice>
  );
}
