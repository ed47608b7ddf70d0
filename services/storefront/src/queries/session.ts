import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { readSession, type Session, signIn, signOut } from '../api/auth.ts';
import { cartQuery } from './cart.ts';

const signedOut: Session = { signedIn: false };

/** What belongs to one person, and must be gone when another one sits down. */
const personalKeys = [['orders'], ['order'], ['me'], ['checkout'], ['quote'], ['recommendations']];

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 60_000,
});

/** Signs in; the cart is read anew because the guest's lines are in the customer's now. */
export function useSignIn() {
  const client = useQueryClient();
  return async (email: string, password: string): Promise<Session> => {
    const session = await signIn(email, password);
    forgetPerson(client);
    client.setQueryData(sessionQuery.queryKey, session);
    await client.invalidateQueries({ queryKey: cartQuery.queryKey });
    return session;
  };
}

/** Signs out and forgets the person, in memory and in the tab's storage. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      sessionStorage.clear();
      client.setQueryData(sessionQuery.queryKey, signedOut);
      forgetPerson(client);
      return client.resetQueries({ queryKey: cartQuery.queryKey });
    },
  });
}

function forgetPerson(client: ReturnType<typeof useQueryClient>): void {
  for (const queryKey of personalKeys) client.removeQueries({ queryKey });
}
