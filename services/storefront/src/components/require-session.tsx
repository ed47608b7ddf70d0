import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { SessionCustomer } from '../api/auth.ts';
import { sessionQuery } from '../queries/session.ts';
import { Page } from './page.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { Skeleton } from './skeleton.tsx';

interface RequireSessionProps {
  /** The page's title while the session is being looked up. */
  title: string;
  children: (customer: SessionCustomer) => ReactNode;
}

/** Shows its page to a signed-in customer; others sign in first and come back. */
export function RequireSession({ title, children }: RequireSessionProps) {
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (session.data?.customer !== undefined && !wasSignedIn) setWasSignedIn(true);
  if (session.data?.customer !== undefined) return children(session.data.customer);
  // Who has just signed out, or deleted the account, is done here.
  if (wasSignedIn) return <Navigate replace to="/" />;
  if (session.isSuccess) return <Navigate replace to={`/sign-in?next=${encodeURIComponent(pathname)}`} />;
  return (
    <Page title={title}>
      {session.isError ? (
        <ProblemNotice error={session.error} onRetry={() => session.refetch()} />
      ) : (
        <Skeleton shape="block" />
      )}
    </Page>
  );
}
