import { Link } from 'react-router';
import { Logo } from '../logo.tsx';
import styles from './footer.module.css';

const groups = [
  {
    title: 'Orders',
    links: [
      { to: '/orders', label: 'Your orders' },
      { to: '/order-lookup', label: 'Find a guest order' },
      { to: '/help#delivery', label: 'Delivery' },
      { to: '/help#cancelling', label: 'Cancelling an order' },
    ],
  },
  {
    title: 'The shop',
    links: [
      { to: '/help#prices', label: 'Prices and payment' },
      { to: '/help#privacy', label: 'Privacy and cookies' },
      { to: '/account', label: 'Your account' },
    ],
  },
];

/** What the shop promises, and where the small print is. */
export function Footer() {
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <div className={styles.promise}>
          <Logo />
          <p>All prices include tax. Delivery costs are shown before you pay.</p>
        </div>
        <nav className={styles.links} aria-label="Service">
          {groups.map(({ title, links }) => (
            <div key={title}>
              <h2>{title}</h2>
              <ul>
                {links.map(({ to, label }) => (
                  <li key={to}>
                    <Link to={to}>{label}</Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
    </footer>
  );
}
