import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './third-party-notices.ts';

/**
 * The packages that went into a bundle, as CycloneDX 1.5. A scanner sees no package in a bundle; this file beside it says
 * what there is, to Syft's `sbom-cataloger`.
 *
 * @param inputs paths of the bundled files, relative to `root`, as esbuild's metafile has them
 */
export function billOfMaterials(root: string, inputs: readonly string[]): string {
  const folders = [...new Set(inputs.flatMap((path) => packageFolder(path) ?? []))];
  const packages = folders.map((folder) => {
    const file = readFileSync(join(root, folder, 'package.json'), 'utf8');
    return JSON.parse(file) as { readonly name: string; readonly version: string };
  });
  const purls = packages.map(({ name, version }) => [purlOf(name, version), { name, version }] as const);
  const components = [...new Map(purls)].sort().map(([purl, { name, version }]) => ({
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
  }));
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components })}\n`;
}

/** `@aws-sdk/core` -> `pkg:npm/%40aws-sdk/core@1.0.0`. Source: package-url specification, type npm. */
const purlOf = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
