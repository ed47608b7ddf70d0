import { Button, ButtonLink } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Section } from '../../components/section.tsx';
import { useSignOut } from '../../queries/session.ts';
import styles from './account-view.module.css';
import { AddressBook } from './address-book.tsx';
import { ProfileForm } from './profile-form.tsx';

/** Orders, profile and addresses, and the way out. */
export function AccountView() {
  const signOut = useSignOut();
  return (
    <Page title="Your account">
      <div className={styles.ways}>
        <ButtonLink to="/orders">Your orders</ButtonLink>
        <Button look="secondary" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Button>
      </div>
      {signOut.isError && <ProblemNotice error={signOut.error} />}
      <div className={styles.parts}>
        <Section title="Profile">
          <ProfileForm />
        </Section>
        <Section title="Addresses">
          <AddressBook />
        </Section>
      </div>
    </Page>
  );
}
