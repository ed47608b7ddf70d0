import type { CustomerRegistration, Profile, ProfileChange } from '@evermart/contracts/http/user';
import type { EventFactory } from '@evermart/kit/events';
import { eventsParameter } from '@evermart/kit/outbox';
import type { Postgres } from '@evermart/kit/postgres';

export interface ProfileRepositoryDeps {
  readonly postgres: Postgres;
  readonly event: EventFactory;
}

export interface Registration {
  readonly profile: Profile;
  /** Whether this call made it. */
  readonly created: boolean;
}

const findSql = `
  SELECT id, email, name, locale, marketing_emails AS "marketingEmails", created_at AS "createdAt"
  FROM customers WHERE id = $1`;

/**
 * The identity provider owns the e-mail address: a later registration brings a changed one along and touches nothing else.
 * `xmax = 0` tells a row that this statement inserted from one that it updated.
 */
const registerSql = `
  WITH registered AS (
    INSERT INTO customers AS known (id, email, name, locale) VALUES ($1, $2, $3, coalesce($4, 'en'))
    ON CONFLICT (id) DO UPDATE SET email = EXCLUDED.email WHERE known.email <> EXCLUDED.email
    RETURNING *, xmax = 0 AS created
  ),
  published AS (
    INSERT INTO outbox (event)
    SELECT CASE WHEN created THEN $5::jsonb -> 0 ELSE $5::jsonb -> 1 END FROM registered
  )
  SELECT id, email, name, locale, marketing_emails AS "marketingEmails", created_at AS "createdAt", created
  FROM registered`;

const changeSql = `
  WITH changed AS (
    UPDATE customers
    SET name = coalesce($2, name), locale = coalesce($3, locale), marketing_emails = coalesce($4, marketing_emails)
    WHERE id = $1 AND (name, locale, marketing_emails)
      IS DISTINCT FROM (coalesce($2, name), coalesce($3, locale), coalesce($4, marketing_emails))
    RETURNING *
  ),
  published AS (
    INSERT INTO outbox (event) SELECT event FROM jsonb_array_elements($5::jsonb) AS event WHERE EXISTS (SELECT FROM changed)
  )
  SELECT id, email, name, locale, marketing_emails AS "marketingEmails", created_at AS "createdAt" FROM changed`;

/** Profiles by customer id. Events say that a profile changed, never what it holds. */
export function createProfileRepository({ postgres, event }: ProfileRepositoryDeps) {
  return { find, register, change };

  async function find(customerId: string): Promise<Profile | undefined> {
    const [profile] = await postgres.query<Profile>(findSql, [customerId]);
    return profile;
  }

  /** Makes the profile where it is missing. `user.registered` is recorded by the one call that made it. */
  async function register(customerId: string, { email, name, locale }: CustomerRegistration): Promise<Registration> {
    const events = eventsParameter([
      event({ type: 'user.registered', subject: customerId, data: { customerId } }),
      event({ type: 'user.updated', subject: customerId, data: { customerId } }),
    ]);
    const values = [customerId, email, name, locale ?? null, events];
    const [registered] = await postgres.query<Profile & { created: boolean }>(registerSql, values);
    if (registered !== undefined) {
      const { created, ...profile } = registered;
      return { profile, created };
    }
    const profile = await find(customerId);
    if (profile === undefined) throw new Error('a profile that conflicted is not there');
    return { profile, created: false };
  }

  /** `user.updated` is recorded when something really changed. */
  async function change(customerId: string, change: ProfileChange): Promise<Profile | undefined> {
    const { name = null, locale = null, marketingEmails = null } = change;
    const events = eventsParameter([event({ type: 'user.updated', subject: customerId, data: { customerId } })]);
    const values = [customerId, name, locale, marketingEmails, events];
    const [changed] = await postgres.query<Profile>(changeSql, values);
    return changed ?? find(customerId);
  }
}
export type ProfileRepository = ReturnType<typeof createProfileRepository>;
