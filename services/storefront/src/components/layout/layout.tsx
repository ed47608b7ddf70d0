import { Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { BrokenPage } from '../../pages/errors/broken-page.tsx';
import { Announcer } from '../announcer.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import styles from './layout.module.css';
import { useScrollMemory } from './use-scroll-memory.ts';

/** What surrounds every page, and stays when the page in it breaks. */
export function Layout() {
  const { pathname } = useLocation();
  const main = useFocusOnNavigation(pathname);
  useScrollMemory();
  return (
    <Announcer>
      <div className={styles.layout}>
        <a className={styles.skip} href="#main">
          Skip to the content
        </a>
        <Header />
        <main className={styles.main} id="main" ref={main} tabIndex={-1}>
          {/* The keys make the next page start whole, after one that broke as after one that is still loading. */}
          <ErrorBoundary key={pathname} fallback={<BrokenPage />}>
            <Suspense key={pathname}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
        <Footer />
      </div>
    </Announcer>
  );
}

/** A new page takes the focus, as a page load would; the first one leaves it where the browser put it. */
function useFocusOnNavigation(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
