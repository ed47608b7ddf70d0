import type { Customer } from '../sessions/errands.ts';
import type { SessionState } from './auth-schemas.ts';

export function sessionStateOf(person: Customer | undefined): SessionState {
  if (person === undefined) return { signedIn: false };
  const { customerId: id, email, name, groups } = person;
  return { signedIn: true, customer: { id, email, name, groups: [...groups] } };
}
