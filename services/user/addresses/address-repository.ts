import type { NewSavedAddress, SavedAddress } from '@evermart/contracts/http/user';
import type { EventFactory } from '@evermart/kit/events';
import { eventsParameter } from '@evermart/kit/outbox';
import type { Postgres, Sql } from '@evermart/kit/postgres';
import { ServiceError } from '@evermart/kit/problem';

export interface AddressRepositoryDeps {
  readonly postgres: Postgres;
  readonly event: EventFactory;
}

interface AddressRow extends Omit<SavedAddress, 'line2' | 'region'> {
  line2: string | null;
  region: string | null;
}

const maxAddresses = 50;

const columns = `id, name, line1, line2, city, region, postal_code AS "postalCode", country, is_default AS "isDefault"`;
const listSql = `SELECT ${columns} FROM addresses WHERE customer_id = $1 ORDER BY is_default DESC, sequence`;
const insertSql = `
  INSERT INTO addresses (customer_id, name, line1, line2, city, region, postal_code, country, is_default)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`;
const replaceSql = `
  UPDATE addresses SET name = $3, line1 = $4, line2 = $5, city = $6, region = $7, postal_code = $8, country = $9,
    is_default = $10
  WHERE customer_id = $1 AND id = $2 RETURNING ${columns}`;
const newestAsDefaultSql = `
  UPDATE addresses SET is_default = true
  WHERE id = (SELECT id FROM addresses WHERE customer_id = $1 ORDER BY sequence DESC LIMIT 1)`;

/** A customer's saved addresses. Of any there are, exactly one is the default: the first, until another is chosen. */
export function createAddressRepository({ postgres, event }: AddressRepositoryDeps) {
  return {
    async list(customerId: string): Promise<SavedAddress[]> {
      return (await postgres.query<AddressRow>(listSql, [customerId])).map(addressOf);
    },

    /** @throws ServiceError `not-found` (no such customer), `invalid-state` (no room) */
    add(customerId: string, address: NewSavedAddress): Promise<SavedAddress> {
      return changing(customerId, async (sql) => {
        const saved = await sql.query<AddressRow>(listSql, [customerId]);
        if (saved.length >= maxAddresses) {
          throw new ServiceError('invalid-state', `There is room for ${maxAddresses} addresses. Delete one first.`);
        }
        const isDefault = saved.length === 0 || address.isDefault === true;
        if (isDefault) await clearDefault(sql, customerId);
        const [added] = await sql.query<AddressRow>(insertSql, [customerId, ...valuesOf(address), isDefault]);
        return addressOf(added!);
      });
    },

    /** The default stays one when `isDefault` is absent or false: it passes on by choosing another. @throws ServiceError `not-found` */
    replace(customerId: string, id: string, address: NewSavedAddress): Promise<SavedAddress> {
      return changing(customerId, async (sql) => {
        const wasDefault = isDefaultIn(await sql.query<AddressRow>(listSql, [customerId]), id);
        const isDefault = wasDefault || address.isDefault === true;
        if (isDefault) await clearDefault(sql, customerId);
        const [replaced] = await sql.query<AddressRow>(replaceSql, [customerId, id, ...valuesOf(address), isDefault]);
        return addressOf(replaced!);
      });
    },

    /** The newest of the others becomes the default where the default goes. @throws ServiceError `not-found` */
    remove(customerId: string, id: string): Promise<void> {
      return changing(customerId, async (sql) => {
        const wasDefault = isDefaultIn(await sql.query<AddressRow>(listSql, [customerId]), id);
        await sql.query('DELETE FROM addresses WHERE customer_id = $1 AND id = $2', [customerId, id]);
        if (wasDefault) await sql.query(newestAsDefaultSql, [customerId]);
      });
    },
  };

  /** One change at a time of a customer's addresses, with its event: the customer's row is the lock. */
  function changing<Result>(customerId: string, work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return postgres.transaction(async (sql) => {
      const customer = await sql.query('SELECT FROM customers WHERE id = $1 FOR UPDATE', [customerId]);
      if (customer.length === 0) throw new ServiceError('not-found', 'There is no profile of this customer.');
      const result = await work(sql);
      const events = eventsParameter([event({ type: 'user.updated', subject: customerId, data: { customerId } })]);
      await sql.query('INSERT INTO outbox (event) SELECT event FROM jsonb_array_elements($1::jsonb) AS event', [
        events,
      ]);
      return result;
    });
  }
}
export type AddressRepository = ReturnType<typeof createAddressRepository>;

/** Before another one is set, since the index that allows one default checks row by row. */
async function clearDefault(sql: Sql, customerId: string): Promise<void> {
  await sql.query('UPDATE addresses SET is_default = false WHERE customer_id = $1 AND is_default', [customerId]);
}

/** @throws ServiceError `not-found`, for another customer's address too */
function isDefaultIn(saved: readonly AddressRow[], id: string): boolean {
  const address = saved.find((candidate) => candidate.id === id);
  if (address === undefined) throw new ServiceError('not-found', 'There is no such address.');
  return address.isDefault;
}

function valuesOf({ name, line1, line2, city, region, postalCode, country }: NewSavedAddress) {
  return [name, line1, line2 ?? null, city, region ?? null, postalCode, country];
}

function addressOf({ line2, region, ...address }: AddressRow): SavedAddress {
  return { ...address, ...(line2 === null ? {} : { line2 }), ...(region === null ? {} : { region }) };
}
