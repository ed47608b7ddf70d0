import type { Session } from '../sessions/session.ts';
import type { SessionState } from './auth-schemas.ts';

export function sessionStateOf(session: Session | undefined): SessionState {
  if (session === undefined) return { signedIn: false };
  const { customerId: id, email, name, groups } = session;
  return { signedIn: true, customer: { id, email, name, groups: [...groups] } };
}
