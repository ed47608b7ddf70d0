import { parseVersion } from '../release/image-version.ts';

const versionOf = (day: string, revision: string) => `${day}-${revision}@sha256:${revision.padStart(64, 'e')}`;

/** Images that nobody built, named as releases name them. What becomes of their pods, kwok decides by the name. */
export const trialVersions = {
  first: versionOf('20261101', '000000000001'),
  second: versionOf('20261102', '000000000002'),
  /** Its pods start and never get ready. */
  neverReady: versionOf('20261103', 'aaaaaaaaaaaa'),
  /** Its pods get ready, and their container has been restarted. */
  restarting: versionOf('20261104', 'bbbbbbbbbbbb'),
  /** Its migration ends with an error. */
  failingMigration: versionOf('20261105', 'cccccccccccc'),
} as const;

/** What the charts make the label `app.kubernetes.io/version` of. */
export const tagOf = (version: string) => parseVersion(version).tag;
