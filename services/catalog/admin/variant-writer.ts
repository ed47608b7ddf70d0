import type { ProductInput } from '@evermart/contracts/http/catalog';
import type { Sql } from '@evermart/kit/postgres';
import { ServiceError } from '@evermart/kit/problem';

/**
 * Makes a product's variants and their stock what `input` says. The product's row exists; the caller refreshes it.
 * Stock rows are locked first, as everywhere, before any product row.
 *
 * @throws ServiceError `validation-failed` for a SKU of another product, `invalid-state` for less stock than is reserved
 */
export async function writeVariants(sql: Sql, productId: string, { options, variants }: ProductInput): Promise<void> {
  const skus = variants.map(({ sku }) => sku);
  const records = JSON.stringify(
    variants.map(({ sku, optionValues, price, compareAtPrice, onHand }, position) => ({
      sku,
      position,
      option_values: Object.fromEntries(options.map(({ name }) => [name, optionValues[name]])),
      price_minor: price.amountMinor,
      compare_at_minor: compareAtPrice?.amountMinor,
      currency: price.currency,
      on_hand: onHand,
    })),
  );
  await assertReservedCovered(sql, records);

  await sql.query('DELETE FROM variants WHERE product_id = $1 AND sku <> ALL ($2::text[])', [productId, skus]);
  const written = await sql.query<{ sku: string }>(
    `INSERT INTO variants (sku, product_id, position, option_values, price_minor, compare_at_minor, currency)
     SELECT sku, $1, position, option_values, price_minor, compare_at_minor, currency
     FROM json_to_recordset($2::json) AS v (sku text, position integer, option_values json, price_minor integer,
       compare_at_minor integer, currency text)
     ORDER BY sku
     ON CONFLICT (sku) DO UPDATE SET position = excluded.position, option_values = excluded.option_values,
       price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor, currency = excluded.currency
     WHERE variants.product_id = $1
     RETURNING sku`,
    [productId, records],
  );
  assertAllWritten(
    skus,
    written.map(({ sku }) => sku),
  );
  await sql.query(
    `INSERT INTO stock (sku, on_hand)
     SELECT sku, coalesce(on_hand, 0) FROM json_to_recordset($1::json) AS v (sku text, on_hand integer) ORDER BY sku
     ON CONFLICT DO NOTHING`,
    [records],
  );
  await sql.query(
    `UPDATE stock s SET on_hand = v.on_hand
     FROM json_to_recordset($1::json) AS v (sku text, on_hand integer)
     WHERE s.sku = v.sku AND v.on_hand IS NOT NULL`,
    [records],
  );
}

/** Also of two products that are written at the same time only one gets a SKU. */
function assertAllWritten(skus: readonly string[], written: readonly string[]): void {
  const taken = skus.filter((sku) => !written.includes(sku));
  if (taken.length === 0) return;
  throw new ServiceError('validation-failed', 'Another product has this SKU: see errors.', {
    errors: taken.map((sku) => ({
      path: `variants.${skus.indexOf(sku)}.sku`,
      message: `${sku} belongs to another product`,
    })),
  });
}

async function assertReservedCovered(sql: Sql, records: string): Promise<void> {
  const short = await sql.query<{ position: number; sku: string; reserved: number }>(
    `SELECT v.position, v.sku, s.reserved
     FROM json_to_recordset($1::json) AS v (sku text, position integer, on_hand integer) JOIN stock s USING (sku)
     WHERE v.on_hand < s.reserved`,
    [records],
  );
  const [first] = short;
  if (first === undefined) return;
  throw new ServiceError('invalid-state', `${first.reserved} of ${first.sku} are reserved: onHand can't be less.`, {
    errors: short.map(({ position, reserved }) => ({
      path: `variants.${position}.onHand`,
      message: `must be at least ${reserved}, which are reserved`,
    })),
  });
}
