/**
 * One version for the global database and its clusters. Raise `version` to upgrade: `global-data` then upgrades the
 * standby's cluster and after it the primary's, while the clusters' own resources ignore their version.
 *
 * Aurora upgrades minor versions by itself only where no cluster of the global database has to follow another one, so
 * that is off. Source: Aurora User Guide, "Upgrading an Amazon Aurora global database".
 */
export const auroraEngine = {
  engine: 'aurora-postgresql',
  version: '17.5',
  parameterGroupFamily: 'aurora-postgresql17',
  port: 5432,
} as const;
