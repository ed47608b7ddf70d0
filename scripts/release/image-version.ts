/** What an image was built from and exactly which one it is: `<tag>@sha256:<digest>`, where the tag is `<date>-<revision>`. */
export interface ImageVersion {
  readonly tag: string;
  readonly digest: string;
  /** The first 12 characters of the commit. */
  readonly revision: string;
}

const pattern = /^(?<tag>\d{8}-(?<revision>[0-9a-f]{12}))@(?<digest>sha256:[0-9a-f]{64})$/;

/** @throws Error that shows the form: a tag alone is refused, since only a digest says what runs */
export function parseVersion(text: string): ImageVersion {
  const { tag, digest, revision } = pattern.exec(text)?.groups ?? {};
  if (tag === undefined || digest === undefined || revision === undefined) {
    throw new Error(
      `${text} is no version: it reads 20261124-0123456789ab@sha256:<64 hexadecimal digits>, as release:publish prints it`,
    );
  }
  return { tag, digest, revision };
}

/** @param committedAt of the commit, so that the same commit has the same tag whenever it is built */
export function tagOf(commit: string, committedAt: Date): string {
  const day = committedAt.toISOString().slice(0, 10).replaceAll('-', '');
  return `${day}-${commit.slice(0, 12)}`;
}
