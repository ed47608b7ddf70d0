import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { Announcer } from '../announcer.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import styles from './layout.module.css';
import { NavigationProgress } from './navigation-progress.tsx';

/** What surrounds every page. */
export function Layout() {
  const main = useFocusOnNavigation();
  return (
    <Announcer>
      <div className={styles.layout}>
        <a className={styles.skip} href="#main">
          Skip to the content
        </a>
        <NavigationProgress />
        <Header />
        <main className={styles.main} id="main" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
        <Footer />
      </div>
      <ScrollRestoration />
    </Announcer>
  );
}

/** A new page takes the focus, as a page load would; the first one leaves it where the browser put it. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
