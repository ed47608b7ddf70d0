import { useMutation } from '@tanstack/react-query';
import { eraseAccount, exportData } from '../../api/me.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useForgetPerson } from '../../queries/session.ts';
import styles from './address-book.module.css';
import { saveFile } from './save-file.ts';

/** All that is stored about the customer: to be taken along, or deleted. */
export function OwnData() {
  const forget = useForgetPerson();
  const download = useMutation({
    mutationFn: exportData,
    onSuccess: (data) => saveFile('evermart-my-data.json', JSON.stringify(data, null, 2)),
  });
  const erase = useMutation({ mutationFn: eraseAccount, onSuccess: forget });
  const error = download.error ?? erase.error;
  return (
    <div className={styles.book}>
      <p>
        <Button look="secondary" disabled={download.isPending} onClick={() => download.mutate()}>
          Download my data
        </Button>
      </p>
      <ConfirmButton
        label="Delete my account"
        question="Delete the account with all its data? There is no way back."
        confirmLabel="Yes, delete it"
        disabled={erase.isPending}
        onConfirm={() => erase.mutate()}
      />
      {error !== null && <ProblemNotice error={error} />}
    </div>
  );
}
