import { useMutation } from '@tanstack/react-query';
import { removeAddress, type SavedAddress } from '../../api/me.ts';
import { AddressLines } from '../../components/address-lines.tsx';
import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import styles from './address-book.module.css';

interface AddressCardProps {
  address: SavedAddress;
  onEdit: () => void;
  onRemoved: () => void;
}

/** A saved address as it would stand on a parcel. */
export function AddressCard({ address, onEdit, onRemoved }: AddressCardProps) {
  const remove = useMutation({ mutationFn: () => removeAddress(address.id), onSuccess: onRemoved });
  const spoken = `${address.name}, ${address.line1}`;
  return (
    <>
      <div>
        <AddressLines address={address} />
        {address.isDefault && <p className={styles.none}>Your default address</p>}
      </div>
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
