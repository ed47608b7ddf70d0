import { tables } from '@evermart/contracts/topology';
import { GlobalTable } from '../../dynamo-global-tables/global-table.ts';
import type { EvermartStack } from '../evermart-stack.ts';
import type { DataKeys } from './data-keys.ts';

/** The topology's tables, in both regions. */
export function globalTables(stack: EvermartStack, keys: DataKeys): void {
  const { primary, standby, witness } = stack.environment;
  for (const table of Object.values(tables)) {
    new GlobalTable(stack, `table-${table.name}`, {
      name: stack.names.table(table.name),
      table,
      keyArn: keys.primary,
      provider: stack.providerIn(primary.region),
      ...(standby === undefined || keys.standby === undefined
        ? {}
        : { replica: { region: standby.region, keyArn: keys.standby } }),
      ...(witness === undefined ? {} : { witness }),
    });
  }
}
