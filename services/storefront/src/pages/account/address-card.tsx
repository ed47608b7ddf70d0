import { useMutation } from '@tanstack/react-query';
import { removeAddress, type SavedAddress } from '../../api/me.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { countryName } from '../../countries.ts';
import styles from './address-book.module.css';

interface AddressCardProps {
  address: SavedAddress;
  onEdit: () => void;
  onRemoved: () => void;
}

/** A saved address as it would stand on a parcel. */
export function AddressCard({ address, onEdit, onRemoved }: AddressCardProps) {
  const remove = useMutation({ mutationFn: () => removeAddress(address.id), onSuccess: onRemoved });
  const { name, line1, line2, postalCode, city, region, country } = address;
  const lines = [name, line1, line2, `${postalCode} ${city}`, region, countryName(country)].filter(Boolean);
  const spoken = `${name}, ${line1}`;
  return (
    <>
      <address className={styles.address}>
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </address>
      <div className={styles.actions}>
        <Button look="quiet" aria-label={`Edit ${spoken}`} onClick={onEdit}>
          Edit
        </Button>
        <ConfirmButton
          label="Remove"
          accessibleLabel={`Remove ${spoken}`}
          question="Remove this address?"
          confirmLabel="Yes, remove it"
          disabled={remove.isPending}
          onConfirm={() => remove.mutate()}
        />
      </div>
      {remove.isError && <ProblemNotice error={remove.error} />}
    </>
  );
}
