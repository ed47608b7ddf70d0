import { Link } from 'react-router';
import { Logo } from '../logo.tsx';
import { SearchBox } from '../search-box/search-box.tsx';
import { AccountLink } from './account-link.tsx';
import { CartLink } from './cart-link.tsx';
import { CategoryNav } from './category-nav.tsx';
import styles from './header.module.css';

/** Home, search, account, cart and the categories. */
export function Header() {
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link className={styles.home} to="/" aria-label="Evermart, home">
          <Logo />
        </Link>
        <div className={styles.search}>
          <SearchBox />
        </div>
        <div className={styles.tools}>
          <AccountLink />
          <CartLink />
        </div>
      </div>
      <CategoryNav />
    </header>
  );
}
