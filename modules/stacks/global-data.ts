import type { Construct } from 'constructs';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';
import { backupVaults } from './global-data/backup-vaults.ts';
import { dataKeys } from './global-data/data-keys.ts';
import { globalDatabase } from './global-data/global-database.ts';
import { images } from './global-data/images.ts';
import { originSecret } from './global-data/origin-secret.ts';
import { people } from './global-data/people.ts';
import { globalTables } from './global-data/tables.ts';
import { zone } from './global-data/zone.ts';

/** What belongs to both regions and must not be made twice. With one region it is the same without the other half. */
export class GlobalDataStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'global-data', props);
    const keys = dataKeys(this);
    globalDatabase(this);
    globalTables(this, keys);
    people(this, keys);
    images(this);
    backupVaults(this);
    zone(this);
    originSecret(this, keys);
  }
}
