import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedAddress } from '../../api/me.ts';
import { Button } from '../../components/button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { addressesQuery } from '../../queries/me.ts';
import styles from './address-book.module.css';
import { AddressCard } from './address-card.tsx';
import { AddressForm } from './address-form.tsx';

/** Saved addresses: one at a time is edited or added, the others are shown. */
export function AddressBook() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(addressesQuery);
  const [editing, setEditing] = useState<SavedAddress | 'new'>();

  function close(): Promise<void> {
    setEditing(undefined);
    return client.invalidateQueries({ queryKey: addressesQuery.queryKey });
  }

  if (error !== null) return <ProblemNotice error={error} onRetry={refetch} />;
  if (data === undefined) return <Skeleton shape="block" />;
  if (editing !== undefined) {
    return <AddressForm address={editing === 'new' ? undefined : editing} onClose={close} />;
  }
  return (
    <div className={styles.book}>
      {data.items.length === 0 && (
        <p className={styles.none}>No address saved yet. A saved address makes checkout quicker.</p>
      )}
      <ul className={styles.cards}>
        {data.items.map((address) => (
          <li key={address.id} className={styles.card}>
            <AddressCard address={address} onEdit={() => setEditing(address)} onRemoved={close} />
          </li>
        ))}
      </ul>
      <p>
        <Button look="secondary" onClick={() => setEditing('new')}>
          Add an address
        </Button>
      </p>
    </div>
  );
}
