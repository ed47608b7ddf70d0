import { Button, ButtonLink } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import styles from './broken-page.module.css';

/** For a page whose code failed or could not be loaded. Your cart is the server's, so loading anew loses nothing. */
export function BrokenPage() {
  return (
    <Page
      title="Something went wrong on this page"
      lead="Sorry, that was our mistake. Your cart is safe; loading the page again usually helps."
      width="reading"
    >
      <p className={styles.ways}>
        <Button onClick={() => window.location.reload()}>Load the page again</Button>
        <ButtonLink look="secondary" to="/" reloadDocument>
          Back to the shop
        </ButtonLink>
      </p>
    </Page>
  );
}
