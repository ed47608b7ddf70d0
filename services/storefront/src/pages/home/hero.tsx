import { ButtonLink } from '../../components/button.tsx';
import styles from './hero.module.css';
import { ShelfPicture } from './shelf-picture.tsx';

/** What this shop is, in a line and a picture. */
export function Hero() {
  return (
    <div className={styles.hero}>
      <div className={styles.inner}>
        <div className={styles.words}>
          <h1 className={styles.title}>Good things for every day</h1>
          <p className={styles.lead}>
            Things you reach for again and again, at a price that is final: tax included, delivery shown before you pay.
          </p>
          <p>
            <ButtonLink look="accent" to="/c?sort=popular">
              See what is popular
            </ButtonLink>
          </p>
        </div>
        <ShelfPicture />
      </div>
    </div>
  );
}
