export interface RegionOrder {
  /** Those to roll out in. */
  readonly regions: readonly string[];
  /** Where the writer of the databases is: the primary, or the standby after a failover. */
  readonly writer: string;
  /** Whether migrations come with the version. */
  readonly changesSchema: boolean;
}

/**
 * The rule: a version that leaves the schema alone goes to the standby first, where a bad one meets no shopper. One with
 * migrations goes to the writer's region first, because a replica can't be migrated: its schema comes from the writer,
 * and the standby's pods must not run code whose schema is not there. Migrations only expand, so the version that still
 * runs elsewhere goes on working meanwhile.
 */
export function regionOrder({ regions, writer, changesSchema }: RegionOrder): readonly string[] {
  const [writers, others] = [regions.filter((one) => one === writer), regions.filter((one) => one !== writer)];
  return changesSchema ? [...writers, ...others] : [...others, ...writers];
}
