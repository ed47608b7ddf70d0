import { addAddress, replaceAddress, type SavedAddress } from '../../api/me.ts';
import { AddressFields } from '../../components/address-fields.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Form } from '../../components/form.tsx';
import { readAddress } from '../../forms/read-address.ts';
import styles from './address-book.module.css';

interface AddressFormProps {
  /** The one to change; a new one without it. */
  address: SavedAddress | undefined;
  onClose: () => void;
}

/** Changes a saved address or adds one. */
export function AddressForm({ address, onClose }: AddressFormProps) {
  const announce = useAnnounce();

  function send(data: FormData): Promise<SavedAddress> {
    const typed = { ...readAddress(data), isDefault: data.has('isDefault') };
    return address === undefined ? addAddress(typed) : replaceAddress(address.id, typed);
  }

  return (
    <div className={styles.book}>
      <Form
        label={address === undefined ? 'New address' : 'Change the address'}
        submitLabel="Save the address"
        send={send}
        onDone={() => {
          announce('The address is saved');
          onClose();
        }}
      >
        <AddressFields initial={address} />
        <Checkbox label="Use as default address" name="isDefault" defaultChecked={address?.isDefault ?? false} />
      </Form>
      <p>
        <Button look="secondary" onClick={onClose}>
          Back without saving
        </Button>
      </p>
    </div>
  );
}
