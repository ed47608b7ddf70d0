import { tables } from '@evermart/contracts/topology';
import type { Construct } from 'constructs';
import { GlobalDatabase } from '../aurora-global/global-database.ts';
import { GlobalTable } from '../dynamo-global-tables/global-table.ts';
import { Key, ReplicaKey } from '../key/key.ts';
import { logsMayEncrypt } from '../key/key-statements.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

interface DataKeys {
  readonly primary: string;
  /** `undefined` where there is no standby. */
  readonly standby: string | undefined;
}

/** What belongs to both regions and must not be made twice. With one region it is the same without the other half. */
export class GlobalDataStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'global-data', props);
    const keys = this.#dataKeys();
    this.#globalDatabase();
    this.#tables(keys);
  }

  /** One key for all stores, found by its alias in both regions. Its id is the same there, so ARNs can be derived. */
  #dataKeys(): DataKeys {
    const { primary, standby } = this.environment;
    const key = new Key(this, 'data-key', { ...this.#dataKeyIn(primary.region), multiRegion: true });
    if (standby === undefined) return { primary: key.arn, standby: undefined };
    const replica = new ReplicaKey(this, 'data-key-standby', {
      ...this.#dataKeyIn(standby.region),
      primaryKeyArn: key.arn,
    });
    return { primary: key.arn, standby: replica.arn };
  }

  #dataKeyIn(region: string) {
    const arns = this.arnsIn(region);
    const auroraLogs = `log-group:/aws/rds/cluster/${this.names.databaseCluster()}/*`;
    return {
      description: 'Stores, secrets, and the logs of stores',
      alias: this.names.keyAlias('data'),
      accountRoot: arns.accountRoot(),
      statements: [logsMayEncrypt(region, [arns.logGroup('data/*'), arns.regional('logs', auroraLogs)])],
      provider: this.providerIn(region),
    };
  }

  /** Without a standby there is nothing to span, and the small instance classes can't be in a global database. */
  #globalDatabase(): void {
    const { primary, standby } = this.environment;
    if (standby === undefined) return;
    new GlobalDatabase(this, 'database', {
      identifier: this.names.globalDatabase(),
      provider: this.providerIn(primary.region),
    });
  }

  #tables(keys: DataKeys): void {
    const { primary, standby, witness } = this.environment;
    for (const table of Object.values(tables)) {
      new GlobalTable(this, `table-${table.name}`, {
        name: this.names.table(table.name),
        table,
        keyArn: keys.primary,
        provider: this.providerIn(primary.region),
        ...(standby === undefined || keys.standby === undefined
          ? {}
          : { replica: { region: standby.region, keyArn: keys.standby } }),
        ...(witness === undefined ? {} : { witness }),
      });
    }
  }
}
