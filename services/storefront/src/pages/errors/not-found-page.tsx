import { ButtonLink } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';

interface NotFoundPageProps {
  title?: string;
  lead?: string;
}

/** For an address that leads nowhere, and for a thing that is not there. */
export function NotFoundPage({
  title = 'Page not found',
  lead = 'There is no page at this address. It may have moved, or there is a mistake in the link.',
}: NotFoundPageProps) {
  return (
    <Page title={title} lead={lead} width="reading">
      <p>
        <ButtonLink to="/">Back to the shop</ButtonLink>
      </p>
    </Page>
  );
}
