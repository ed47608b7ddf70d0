import { RequireSession } from '../../components/require-session.tsx';
import { AccountView } from './account-view.tsx';

/** The signed-in customer's own things. */
export function AccountPage() {
  return <RequireSession title="Your account">{() => <AccountView />}</RequireSession>;
}
