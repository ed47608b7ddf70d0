import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { openBrowser } from './open-browser.ts';
import { type Picture, pictures } from './pictures.ts';

const largestBytes = 200 * 1024;

const looks: Readonly<Record<Picture['look'], BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'dark' },
};

/**
 * Takes the pictures of the shop at `url` into `folder`, and answers their sizes in bytes by file name.
 *
 * @throws Error when one is larger than 200 KiB, which is too much for a page that shows them all.
 */
export async function takeScreenshots(url: string, folder: string): Promise<Record<string, number>> {
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    const sizes: Record<string, number> = {};
    for (const look of ['desktop', 'phone'] as const) {
      const context = await browser.newContext({
        baseURL: url,
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...looks[look],
      });
      const page = await context.newPage();
      for (const { name, pose } of pictures.filter((picture) => picture.look === look)) {
        await pose(page);
        await page.waitForLoadState('networkidle');
        const png = await page.screenshot();
        if (png.length > largestBytes) {
          throw new Error(`${name}.png would have ${png.length} bytes, more than ${largestBytes}: show less in it`);
        }
        writeFileSync(join(folder, `${name}.png`), png);
        sizes[`${name}.png`] = png.length;
      }
      await context.close();
    }
    return sizes;
  } finally {
    await browser.close();
  }
}
