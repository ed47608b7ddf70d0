-- Reservations of stock. Each function is one transaction's whole work, so that a purchase costs one round trip.
-- Order of locks everywhere: the checkout, then stock rows by SKU, then product rows by id.

CREATE TABLE reservations (
  checkout_id text PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('reserved', 'committed', 'released', 'expired')),
  -- One entry a SKU. Both are empty in a tombstone: a release that came before its reservation.
  skus text[] NOT NULL DEFAULT '{}',
  quantities integer[] NOT NULL DEFAULT '{}',
  -- The lines as first priced, ready for the answer.
  lines json NOT NULL DEFAULT '[]',
  -- What the commit took of each SKU: less than asked for where it was gone.
  taken integer[] NOT NULL DEFAULT '{}',
  backordered text[] NOT NULL DEFAULT '{}',
  -- The order was cancelled: no unit is taken for this checkout any more, whatever arrives late.
  cancelled boolean NOT NULL DEFAULT false,
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reservations_due ON reservations (expires_at) WHERE status = 'reserved';

-- A row lock can't be had for a row that isn't there yet.
CREATE FUNCTION lock_checkout(checkout text) RETURNS reservations LANGUAGE plpgsql AS $$
DECLARE known reservations;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(checkout, 0));
  SELECT * INTO known FROM reservations WHERE checkout_id = checkout FOR UPDATE;
  RETURN known;
END
$$;

CREATE FUNCTION lock_stock(wanted text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM stock WHERE sku = ANY (wanted) ORDER BY sku FOR UPDATE;
END
$$;

-- For SKUs that turned available or unavailable in this transaction: products show it, and an event tells.
CREATE FUNCTION announce_availability(changed text[], event_source text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF changed IS NULL THEN
    RETURN;
  END IF;
  PERFORM refresh_availability(ARRAY(SELECT DISTINCT product_id FROM variants WHERE sku = ANY (changed)));
  INSERT INTO outbox (event)
  SELECT jsonb_build_object(
    'specversion', '1.0', 'id', gen_random_uuid(), 'source', event_source, 'type', 'stock.changed', 'subject', sku,
    'time', utc_text(clock_timestamp()), 'datacontenttype', 'application/json',
    'data', jsonb_build_object('productId', v.product_id, 'sku', sku, 'available', is_available(s.on_hand, s.reserved)))
  FROM variants v JOIN stock s USING (sku)
  WHERE sku = ANY (changed);
END
$$;

-- The lines as `PricedLine`, in the order given. A SKU that is not sold is left out.
CREATE FUNCTION price_lines(skus text[], quantities integer[]) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT coalesce(json_agg(json_build_object(
    'sku', sku, 'productId', p.id, 'productSlug', p.slug, 'name', variant_name(p.name, v.option_values),
    'image', first_image(p.images, p.name), 'unitPrice', money(v.price_minor, v.currency),
    'quantity', line.quantity) ORDER BY line.position), '[]')
  FROM unnest(skus, quantities) WITH ORDINALITY AS line (sku, quantity, position)
  JOIN variants v USING (sku)
  JOIN products p ON p.id = v.product_id
$$;

-- `status` is the reservation's. Null: nothing was reserved, and `short` tells each SKU's problem.
CREATE FUNCTION reserve_stock(
  checkout text, wanted text[], amounts integer[], expires_in_seconds integer, event_source text,
  OUT status text, OUT lines json, OUT short json
) LANGUAGE plpgsql AS $$
DECLARE
  known reservations := lock_checkout(checkout);
  sold_out text[];
BEGIN
  IF known.checkout_id IS NOT NULL AND known.status <> 'expired' THEN
    status := known.status;
    lines := known.lines;
    RETURN;
  END IF;
  IF known.status = 'expired' THEN
    wanted := known.skus;
    amounts := known.quantities;
  END IF;

  PERFORM lock_stock(wanted);
  short := (
    SELECT json_agg(json_build_object('sku', sku, 'sold', v.sku IS NOT NULL))
    FROM unnest(wanted, amounts) AS line (sku, quantity)
    LEFT JOIN variants v USING (sku)
    LEFT JOIN stock s USING (sku)
    WHERE v.sku IS NULL OR s.sku IS NULL OR s.on_hand - s.reserved < line.quantity
  );
  IF short IS NOT NULL THEN
    RETURN;
  END IF;

  WITH held AS (
    UPDATE stock s SET reserved = s.reserved + line.quantity
    FROM unnest(wanted, amounts) AS line (sku, quantity)
    WHERE s.sku = line.sku
    RETURNING s.sku, s.on_hand - s.reserved AS available
  )
  SELECT array_agg(sku) FILTER (WHERE available = 0) INTO sold_out FROM held;

  status := 'reserved';
  lines := CASE WHEN known.status = 'expired' THEN known.lines ELSE price_lines(wanted, amounts) END;
  INSERT INTO reservations AS r (checkout_id, status, skus, quantities, lines, expires_at)
  VALUES (checkout, 'reserved', wanted, amounts, lines, now() + make_interval(secs => expires_in_seconds))
  ON CONFLICT (checkout_id) DO UPDATE SET status = 'reserved', expires_at = excluded.expires_at;
  PERFORM announce_availability(sold_out, event_source);
END
$$;

-- Makes reserved units available again.
CREATE FUNCTION free_reserved(held text[], amounts integer[], event_source text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE back_in_stock text[];
BEGIN
  PERFORM lock_stock(held);
  WITH freed AS (
    UPDATE stock s SET reserved = s.reserved - line.quantity
    FROM unnest(held, amounts) AS line (sku, quantity)
    WHERE s.sku = line.sku
    RETURNING s.sku, s.on_hand - s.reserved AS available, line.quantity
  )
  SELECT array_agg(sku) FILTER (WHERE available = quantity) INTO back_in_stock FROM freed;
  PERFORM announce_availability(back_in_stock, event_source);
END
$$;

-- Returns the SKUs of which less was left than paid for.
CREATE FUNCTION commit_reservation(checkout text, wanted text[], amounts integer[], event_source text)
RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  known reservations := lock_checkout(checkout);
  took integer[];
  missing text[];
  sold_out text[];
BEGIN
  IF known.cancelled OR known.status = 'committed' THEN
    RETURN known.backordered;
  END IF;

  IF known.status = 'reserved' THEN
    PERFORM lock_stock(known.skus);
    UPDATE stock s SET on_hand = s.on_hand - line.quantity, reserved = s.reserved - line.quantity
    FROM unnest(known.skus, known.quantities) AS line (sku, quantity)
    WHERE s.sku = line.sku;
    UPDATE reservations SET status = 'committed', taken = quantities WHERE checkout_id = checkout;
    RETURN '{}';
  END IF;

  -- It expired, or this region never saw it: what is still there is taken, and never more.
  IF cardinality(known.skus) > 0 THEN
    wanted := known.skus;
    amounts := known.quantities;
  END IF;
  PERFORM lock_stock(wanted);
  WITH line AS MATERIALIZED (
    SELECT sku, position, quantity, least(quantity, coalesce(s.on_hand - s.reserved, 0)) AS take
    FROM unnest(wanted, amounts) WITH ORDINALITY AS line (sku, quantity, position) LEFT JOIN stock s USING (sku)
  ),
  left_over AS (
    UPDATE stock s SET on_hand = s.on_hand - line.take
    FROM line
    WHERE s.sku = line.sku AND line.take > 0
    RETURNING s.sku, s.on_hand - s.reserved AS available
  )
  SELECT array_agg(take ORDER BY position),
    coalesce(array_agg(sku ORDER BY position) FILTER (WHERE take < quantity), '{}'),
    array_agg(sku) FILTER (WHERE left_over.available = 0)
  INTO took, missing, sold_out
  FROM line LEFT JOIN left_over USING (sku);

  INSERT INTO reservations AS r (checkout_id, status, skus, quantities, lines, taken, backordered)
  VALUES (checkout, 'committed', wanted, amounts, price_lines(wanted, amounts), took, missing)
  ON CONFLICT (checkout_id) DO UPDATE
  SET status = 'committed', skus = excluded.skus, quantities = excluded.quantities,
    lines = CASE WHEN cardinality(r.skus) > 0 THEN r.lines ELSE excluded.lines END,
    taken = excluded.taken, backordered = excluded.backordered;
  PERFORM announce_availability(sold_out, event_source);
  RETURN missing;
END
$$;

-- Returns the status it found; null for none. A committed reservation stays as it is.
CREATE FUNCTION release_reservation(checkout text, event_source text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE known reservations := lock_checkout(checkout);
BEGIN
  IF known.status = 'committed' THEN
    RETURN known.status;
  END IF;
  IF known.status = 'reserved' THEN
    PERFORM free_reserved(known.skus, known.quantities, event_source);
  END IF;
  INSERT INTO reservations (checkout_id, status) VALUES (checkout, 'released')
  ON CONFLICT (checkout_id) DO UPDATE SET status = 'released';
  RETURN known.status;
END
$$;

-- The order is cancelled. Whatever was taken for it goes back, once, and nothing is taken for it later.
CREATE FUNCTION restock_reservation(checkout text, event_source text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  known reservations := lock_checkout(checkout);
  back_in_stock text[];
BEGIN
  IF known.status = 'reserved' THEN
    PERFORM free_reserved(known.skus, known.quantities, event_source);
  ELSIF known.status = 'committed' THEN
    PERFORM lock_stock(known.skus);
    WITH returned AS (
      UPDATE stock s SET on_hand = s.on_hand + line.taken
      FROM unnest(known.skus, known.taken) AS line (sku, taken)
      WHERE s.sku = line.sku AND line.taken > 0
      RETURNING s.sku, s.on_hand - s.reserved AS available, line.taken
    )
    SELECT array_agg(sku) FILTER (WHERE available = taken) INTO back_in_stock FROM returned;
    PERFORM announce_availability(back_in_stock, event_source);
  END IF;
  INSERT INTO reservations (checkout_id, status, cancelled) VALUES (checkout, 'released', true)
  ON CONFLICT (checkout_id) DO UPDATE SET status = 'released', cancelled = true;
END
$$;

-- Frees up to `at_most` reservations whose time is over; returns how many. Sweepers share the work and wait for nobody.
CREATE FUNCTION expire_reservations(at_most integer, event_source text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  freed integer;
  held text[];
  amounts integer[];
BEGIN
  WITH due AS (
    SELECT checkout_id FROM reservations
    WHERE status = 'reserved' AND expires_at <= now()
    ORDER BY expires_at LIMIT at_most
    FOR UPDATE SKIP LOCKED
  ),
  expired AS (
    UPDATE reservations r SET status = 'expired' FROM due WHERE r.checkout_id = due.checkout_id
    RETURNING r.checkout_id, r.skus, r.quantities
  ),
  units AS (
    SELECT line.sku, sum(line.quantity)::integer AS quantity
    FROM expired CROSS JOIN LATERAL unnest(expired.skus, expired.quantities) AS line (sku, quantity)
    GROUP BY line.sku
  )
  SELECT (SELECT count(*) FROM expired), array_agg(sku), array_agg(quantity) INTO freed, held, amounts FROM units;

  IF held IS NOT NULL THEN
    PERFORM free_reserved(held, amounts, event_source);
  END IF;
  RETURN freed;
END
$$;

-- What a merchant counted. `counted` is false, and nothing changes, where it is less than what is reserved; `level` is
-- null for a SKU that is not sold.
CREATE FUNCTION count_stock(counted_sku text, units integer, event_source text, OUT level json, OUT counted boolean)
LANGUAGE plpgsql AS $$
DECLARE
  before stock;
BEGIN
  IF NOT EXISTS (SELECT FROM variants WHERE sku = counted_sku) THEN
    RETURN;
  END IF;
  INSERT INTO stock (sku, on_hand) VALUES (counted_sku, 0) ON CONFLICT DO NOTHING;
  SELECT * INTO before FROM stock WHERE sku = counted_sku FOR UPDATE;
  counted := units >= before.reserved;
  IF counted THEN
    UPDATE stock SET on_hand = units WHERE sku = counted_sku;
    IF is_available(before.on_hand, before.reserved) <> is_available(units, before.reserved) THEN
      PERFORM announce_availability(ARRAY[counted_sku], event_source);
    END IF;
  END IF;
  level := (
    SELECT json_build_object('sku', sku, 'onHand', on_hand, 'reserved', reserved, 'available', on_hand - reserved)
    FROM stock WHERE sku = counted_sku
  );
END
$$;
