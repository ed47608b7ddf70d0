import { type BlocksOfStack, blocksOf } from './terraform-json.ts';

/** A `helm_release` with everything that helm needs to render it. */
export interface HelmRelease {
  /** E.g. `helm_release.order_release_D6748CC8`. */
  readonly address: string;
  readonly name: string;
  /** A folder relative to the stack's own, or a name in `repository`. */
  readonly chart: string;
  readonly repository: string | undefined;
  readonly version: string | undefined;
  readonly namespace: string;
  /** YAML or JSON, one after the other, as Terraform would hand them over. */
  readonly values: readonly string[];
}

export function releasesOf(json: BlocksOfStack): readonly HelmRelease[] {
  return blocksOf(json)
    .filter(({ kind, type }) => kind === 'resource' && type === 'helm_release')
    .map(({ type, name, block }) => ({
      address: `${type}.${name}`,
      name: String(block.name),
      chart: String(block.chart),
      repository: textOf(block.repository),
      version: textOf(block.version),
      namespace: String(block.namespace ?? 'default'),
      values: (Array.isArray(block.values) ? block.values : []).map((value) => filledIn(String(value))),
    }));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What only an apply knows becomes a word; Terraform's escapes become what they stand for. */
export function filledIn(text: string): string {
  const escaped = '\u0000';
  return text
    .replaceAll('$${', escaped)
    .replaceAll(/\$\{([^}]*)\}/g, (_, reference: string) => standIn(reference))
    .replaceAll(escaped, '${')
    .replaceAll('%%{', '%{');
}

const standIn = (reference: string): string =>
  /account_id/.test(reference) ? '000000000000' : `stand-in-${reference.split('.').at(-2) ?? 'value'}`.toLowerCase();
