import pg from 'pg';
import type { Logger } from './log.ts';
import { unavailable } from './problem.ts';

export interface PostgresOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly logger: Logger;
  readonly poolSize?: number;
  /** No statement holds locks or a connection longer than this. Default 4,000. */
  readonly statementTimeoutMs?: number;
  /**
   * `force_generic_plan` plans each statement once a connection instead of weighing its values every time, which costs
   * more than a read by index itself. For services whose statements have one good plan whatever the values. Default `auto`.
   */
  readonly planCacheMode?: 'auto' | 'force_generic_plan';
}

export type SqlValue =
  | string
  | number
  | boolean
  | Date
  | null
  | readonly string[]
  | readonly number[]
  | readonly boolean[];

export interface Sql {
  /** Constant statement text and its values; each text is prepared once a connection. @throws ServiceError `dependency-unavailable` */
  query<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
}

export interface Postgres extends Sql {
  /** Commits what `work` did, or nothing. Keep network calls out of it. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

// 20 is int8: counts and versions stay far below 2^53. 1184 is timestamptz: everybody reads it as RFC 3339.
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1184, (text) => new Date(text).toISOString());

/** Statement names let the server keep the plan: one name a distinct text, so texts must be constants, not assembled from input. */
const statementNames = new Map<string, string>();
const maxStatementNames = 500;

export function createPostgres(options: PostgresOptions): Postgres {
  const { url, applicationName, logger, poolSize = 10, statementTimeoutMs = 4_000, planCacheMode = 'auto' } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max: poolSize,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 1_000,
    options: `-c plan_cache_mode=${planCacheMode}`,
  });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', (error) => logger.warn({ event: 'postgres.connection-lost', err: error }));

  return {
    query: (text, values) => run(pool, text, values),
    async transaction(work) {
      const client = await connect();
      let broken: Error | undefined;
      const noteLoss = (error: Error) => {
        broken = error;
      };
      // The pool listens to idle connections only: the loss of a lent one would end the process.
      client.on('error', noteLoss);
      try {
        await run(client, 'BEGIN');
        const result = await work({ query: (text, values) => run(client, text, values) });
        await run(client, 'COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(noteLoss);
        throw error;
      } finally {
        client.release(broken);
        client.off('error', noteLoss);
      }
    },
    close: () => pool.end(),
  };

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (cause) {
      throw unavailable('The database', cause);
    }
  }
}

async function run<Row extends object>(
  client: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly SqlValue[] = [],
): Promise<Row[]> {
  try {
    const { rows } = await client.query<Row>({ name: statementName(text), text, values: [...values] });
    return rows;
  } catch (error) {
    throw isUnavailable(error) ? unavailable('The database', error) : error;
  }
}

function statementName(text: string): string {
  const known = statementNames.get(text);
  if (known !== undefined) return known;
  if (statementNames.size >= maxStatementNames) return '';
  const name = `s${statementNames.size}`;
  statementNames.set(text, name);
  return name;
}

/** SQLSTATE of a unique violation, with the constraint's name: callers turn it into what it means. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof pg.DatabaseError &&
    error.code === '23505' &&
    (constraint === undefined || error.constraint === constraint)
  );
}

/**
 * Whether the database could not do it at the moment: no connection (class 08, 57P0x, network errors, the pool's timeout),
 * read-only while a standby is being promoted (25006), too many connections (53300), a statement or lock timeout (57014, 55P03).
 */
function isUnavailable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? '';
    return code.startsWith('08') || code.startsWith('57P0') || ['25006', '53300', '57014', '55P03'].includes(code);
  }
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN'].includes(code) ||
    /connection terminated|timeout exceeded|query read timeout|not queryable|Client was closed/i.test(error.message)
  );
}
