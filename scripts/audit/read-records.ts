import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { createDynamo } from '@evermart/kit/dynamo';
import { createPostgres, type Postgres } from '@evermart/kit/postgres';
import type { ShopAccess } from '../operator/shop-access.ts';
import { silentLogger } from '../operator/silent-logger.ts';
import type {
  JournalRecord,
  LedgerEffect,
  OrderRecord,
  PaymentRecord,
  ReservationRecord,
  ShopRecords,
  StockRecord,
} from './records.ts';

/** Reads every store once, the provider's ledger last: what it has beyond the others is then no artefact of the reading. */
export async function readRecords(access: ShopAccess): Promise<ShopRecords> {
  const [journal, orders, payments, [reservations, stock]] = await Promise.all([
    readJournal(access),
    within(access.ORDERS_DATABASE_URL, readOrders),
    within(access.PAYMENTS_DATABASE_URL, readPayments),
    within(access.CATALOG_DATABASE_URL, (sql) => Promise.all([readReservations(sql), readStock(sql)])),
  ]);
  return { journal, orders, payments, reservations, stock, ledger: await readLedger(access.SANDBOX_PROVIDER_URL) };
}

async function readJournal({
  AWS_REGION,
  AWS_ENDPOINT_URL_DYNAMODB,
  CHECKOUTS_TABLE,
}: ShopAccess): Promise<JournalRecord[]> {
  const client = createDynamo({ region: AWS_REGION, endpoint: AWS_ENDPOINT_URL_DYNAMODB });
  const records: JournalRecord[] = [];
  const pages = paginateScan(
    { client },
    {
      TableName: CHECKOUTS_TABLE,
      ConsistentRead: true,
      ProjectionExpression: 'checkoutId, #status, createdAt, totals',
      ExpressionAttributeNames: { '#status': 'status' },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { checkoutId, status, createdAt, totals } of Items) {
      records.push({
        checkoutId,
        status,
        createdAt,
        ...(totals === undefined ? {} : { totalMinor: totals.total.amountMinor }),
      });
    }
  }
  client.destroy();
  return records;
}

async function within<Result>(url: string, read: (sql: Postgres) => Promise<Result>): Promise<Result> {
  const sql = createPostgres({
    url,
    applicationName: 'audit',
    logger: silentLogger,
    poolSize: 2,
    statementTimeoutMs: 60_000,
  });
  try {
    return await read(sql);
  } finally {
    await sql.close();
  }
}

function readOrders(sql: Postgres): Promise<OrderRecord[]> {
  return sql.query<OrderRecord>(
    `SELECT checkout_id AS "checkoutId", number, status,
            (document #>> '{totals,total,amountMinor}')::bigint AS "totalMinor",
            (SELECT coalesce(sum((payment #>> '{captured,amountMinor}')::bigint), 0)::bigint
             FROM jsonb_array_elements(document -> 'payments') AS payment) AS "capturedMinor",
            (SELECT coalesce(sum((payment #>> '{refunded,amountMinor}')::bigint), 0)::bigint
             FROM jsonb_array_elements(document -> 'payments') AS payment) AS "refundedMinor",
            (SELECT jsonb_agg(jsonb_build_object('sku', line -> 'sku', 'quantity', line -> 'quantity'))
             FROM jsonb_array_elements(document -> 'lines') AS line) AS lines
     FROM orders`,
  );
}

function readPayments(sql: Postgres): Promise<PaymentRecord[]> {
  return sql.query<PaymentRecord>(
    `SELECT checkout_id AS "checkoutId", provider, status,
            captured_minor AS "capturedMinor", refunded_minor AS "refundedMinor"
     FROM payments`,
  );
}

function readReservations(sql: Postgres): Promise<ReservationRecord[]> {
  return sql.query<ReservationRecord>(
    `SELECT checkout_id AS "checkoutId", status, cancelled,
            (SELECT coalesce(json_agg(json_build_object('sku', sku, 'quantity', quantity)), '[]')
             FROM unnest(skus, quantities) AS line (sku, quantity)) AS units
     FROM reservations`,
  );
}

function readStock(sql: Postgres): Promise<StockRecord[]> {
  return sql.query<StockRecord>('SELECT sku, on_hand AS "onHand", reserved FROM stock');
}

interface LedgerPage {
  readonly items: readonly LedgerEffect[];
  readonly nextCursor: string | null;
}

/** Without a sandbox provider there is no ledger to read: then only our own records are held against each other. */
async function readLedger(providerUrl: string | undefined): Promise<LedgerEffect[]> {
  if (providerUrl === undefined) return [];
  const effects: LedgerEffect[] = [];
  let cursor: string | null = null;
  do {
    const url = new URL('/ledger?limit=1000', providerUrl);
    if (cursor !== null) url.searchParams.set('cursor', cursor);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`the payment provider's ledger answered ${answer.status}`);
    const page = (await answer.json()) as LedgerPage;
    effects.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return effects;
}
