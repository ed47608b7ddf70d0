import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceName } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { watchServices } from '../../scripts/local/watch.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from './support/local-platform.ts';

describe('watching the sources', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let restarted: ServiceName[];
  let stop: () => Promise<void>;

  beforeEach(async () => {
    folder = await temporaryFolder();
    for (const path of ['cart/carts', 'cart/test', 'catalog', '_kit'])
      await mkdir(join(folder.path, path), { recursive: true });
    restarted = [];
    stop = await watchServices({
      servicesFolder: folder.path,
      names: ['cart', 'catalog'],
      restart: async (name) => {
        restarted.push(name);
      },
      notice: () => {},
    });
  });
  afterEach(async () => {
    await stop();
    await folder.remove();
  });

  const write = (path: string) => writeFile(join(folder.path, path), 'export {};\n');

  it('restarts the service whose file changes, and no other', async () => {
    // Written first: its restart, if there were one, would come before the other's.
    await write('catalog/notes.txt');
    await write('cart/carts/routes.ts');

    await eventually(() => restarted.length > 0);
    expect(new Set(restarted)).to.deep.equal(new Set(['cart']));
  });

  it('sees each save of an editor that puts a new file in the place of the old one', async () => {
    const path = join(folder.path, 'cart/carts/routes.ts');
    await write('cart/carts/routes.ts');
    await eventually(() => restarted.length === 1);

    for (const saves of [2, 3]) {
      await writeFile(`${path}.swp`, `export const saves = ${saves};\n`);
      await rename(`${path}.swp`, path);
      await eventually(() => restarted.length === saves);
    }

    await writeFile(path, 'export {};\n');
    await eventually(() => restarted.length === 4);
  });

  it('restarts every service when shared code changes', async () => {
    await write('_kit/app.ts');

    await eventually(() => new Set(restarted).size === 2);
  });

  it('does not restart for a test', async () => {
    await write('cart/test/routes.test.ts');
    await write('catalog/app.ts');

    await eventually(() => restarted.length > 0);
    expect(new Set(restarted)).to.deep.equal(new Set(['catalog']));
  });
});
