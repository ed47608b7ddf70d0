/** How to run one process of the platform. Every store, service and the edge is described by one of these. */
export interface ProcessSpec {
  readonly name: string;
  /** Where it answers, for people and for `addresses.json`. */
  readonly url: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Beside the few variables that every process gets (PATH, HOME and the like). */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The unprivileged user to run as, where the platform itself runs as root. */
  readonly runAs?: { readonly uid: number; readonly gid: number };
  /** The signal that ends it in order; SIGTERM unless the program reads that one differently. */
  readonly stopSignal?: NodeJS.Signals;
  /** Nobody waits for its work: on a machine with few cores it yields to what shoppers wait for. */
  readonly background?: boolean;
  /** One attempt to reach it; rejects while it does not answer. */
  readonly probe: () => Promise<unknown>;
}
