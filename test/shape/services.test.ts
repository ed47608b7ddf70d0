import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from '@evermart/contracts/settings';
import { serviceNames, services } from '@evermart/contracts/topology';
import { expect } from 'chai';
import type { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const notServices = ['_contracts', '_kit', 'storefront'];

describe('the shape of the services', () => {
  it('one folder a service of the topology, and no other', () => {
    const folders = readdirSync(join(root, 'services'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !notServices.includes(entry.name))
      .map(({ name }) => name);

    expect(folders.sort()).to.deep.equal([...serviceNames].sort());
  });

  for (const name of serviceNames) {
    describe(name, () => {
      const folder = join(root, 'services', name);

      it('has main, config, app, README and tests', () => {
        for (const file of ['main.ts', 'config.ts', 'app.ts', 'README.md', 'package.json', 'test']) {
          expect(existsSync(join(folder, file)), file).to.equal(true);
        }
      });

      it('has migrations exactly if it owns a database', () => {
        expect(existsSync(join(folder, 'migrations'))).to.equal(services[name].database !== undefined);
      });

      it('reads every setting that the topology gives it', async () => {
        const { Config } = (await import(join(folder, 'config.ts'))) as { Config: z.ZodObject };

        const read = Object.keys(Config.shape);

        expect(read).to.include.members(settingsOf(name).map((setting) => setting.name));
      });

      it('imports no other service', () => {
        const others = serviceNames.filter((other) => other !== name);
        for (const file of typescriptFiles(folder)) {
          const imports = [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map(
            ([, specifier]) => specifier ?? '',
          );
          const foreign = imports.filter((specifier) =>
            others.some(
              (other) =>
                specifier.startsWith(`@evermart/${other}/`) ||
                (specifier.includes(`/${other}/`) && specifier.startsWith('../..')),
            ),
          );
          expect(foreign, file).to.deep.equal([]);
        }
      });

      it('reads the environment in config.ts only', () => {
        const readers = typescriptFiles(folder).filter((file) => {
          return (
            !file.endsWith('/config.ts') &&
            !file.includes('/test/') &&
            readFileSync(file, 'utf8').includes('process.env')
          );
        });
        expect(readers).to.deep.equal([]);
      });
    });
  }
});

function typescriptFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file));
}
