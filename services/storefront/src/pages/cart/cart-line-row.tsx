import { Link } from 'react-router';
import type { CartLine } from '../../api/cart.ts';
import { isProblem } from '../../api/problem.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ProductImage } from '../../components/product-image.tsx';
import { QuantityField } from '../../components/quantity-field.tsx';
import { formatMoney } from '../../format-money.ts';
import { useChangeQuantity, useRemoveLine } from '../../queries/cart.ts';
import styles from './cart-lines.module.css';

/** One line: what it is, how many, and what it comes to. */
export function CartLineRow({ line }: { line: CartLine }) {
  const announce = useAnnounce();
  const change = useChangeQuantity();
  const remove = useRemoveLine();
  const failure = change.error ?? remove.error;

  function changeQuantity(quantity: number): void {
    remove.reset();
    change.mutate(
      { sku: line.sku, quantity },
      { onSuccess: ({ subtotal }) => announce(`${quantity} of ${line.name}. Subtotal ${formatMoney(subtotal)}`) },
    );
  }

  function removeLine(): void {
    change.reset();
    // The row is gone with its button when the answer comes: the focus goes to where the rest is.
    remove.mutate(line.sku, {
      onSuccess: () => announce(`${line.name} is out of your cart`),
    });
    document.getElementById('main')?.focus({ preventScroll: true });
  }

  return (
    <article className={styles.line} aria-label={line.name}>
      <Link className={styles.picture} to={`/p/${line.productSlug}`} tabIndex={-1} aria-hidden="true">
        <ProductImage image={line.image} size={112} decorative />
      </Link>
      <div className={styles.what}>
        <h2 className={styles.name}>
          <Link to={`/p/${line.productSlug}`}>{line.name}</Link>
        </h2>
        <p className={styles.unit}>{formatMoney(line.unitPrice)} each</p>
        {!line.available && (
          <p className={styles.gone}>Not available in this quantity. Please reduce it or remove the item.</p>
        )}
      </div>
      <div className={styles.controls}>
        <QuantityField
          label={`Quantity of ${line.name}`}
          quantity={change.isPending ? change.variables.quantity : line.quantity}
          disabled={remove.isPending}
          onChange={changeQuantity}
        />
        <Button look="quiet" disabled={remove.isPending} aria-label={`Remove ${line.name}`} onClick={removeLine}>
          Remove
        </Button>
      </div>
      <p className={styles.total}>{formatMoney(line.lineTotal)}</p>
      {failure !== null && (
        <div className={styles.failure}>
          <Refused error={failure} />
        </div>
      )}
    </article>
  );
}

function Refused({ error }: { error: Error }) {
  if (!isProblem(error, 'out-of-stock')) return <ProblemNotice error={error} />;
  return <Notice tone="danger" title="There are not that many left. The quantity has not changed." />;
}
