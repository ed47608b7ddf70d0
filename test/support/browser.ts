import { openBrowser } from '../../scripts/screenshots/open-browser.ts';
import { shared } from './shared-stores.ts';

/** The tests' one browser; each visit has a context of its own in it. */
export const theBrowser = shared(async (stopWith) => {
  const browser = await openBrowser();
  stopWith(() => browser.close());
  return browser;
});
