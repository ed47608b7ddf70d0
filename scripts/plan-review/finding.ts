/** Something of IAM, of the network or of public access that a reviewer should read in full. */
export interface Finding {
  readonly address: string;
  /** What changed: `policy`, `ingress`. */
  readonly what: string;
  /** How it lets in more than before; none where it only shows a change. */
  readonly widened: readonly string[];
  /** Lines of a diff, beginning with `+`, `-` or a blank. */
  readonly diff: readonly string[];
}
