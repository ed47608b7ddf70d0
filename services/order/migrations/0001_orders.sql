-- Whether a checkout became an order or may never become one: the first to write its row decides.
CREATE TABLE checkout_outcomes (
  checkout_id text PRIMARY KEY,
  outcome text NOT NULL CHECK (outcome IN ('placed', 'abandoned'))
);

-- `document` is the order as everybody reads it (the contract's Order); the columns beside it are for finding and locking.
CREATE TABLE orders (
  id text PRIMARY KEY,
  number text NOT NULL,
  checkout_id text NOT NULL,
  visitor_id text NOT NULL,
  customer_id text,
  placed_at timestamptz NOT NULL,
  document jsonb NOT NULL,
  status text NOT NULL GENERATED ALWAYS AS (document ->> 'status') STORED,
  email_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(document ->> 'email')) STORED,
  pending_refunds int NOT NULL DEFAULT 0 CHECK (pending_refunds >= 0),
  -- Set while a cancellation is being carried out: nothing else may begin meanwhile.
  cancelling_since timestamptz,
  cancellation_due_at timestamptz,
  CONSTRAINT orders_number UNIQUE (number),
  CONSTRAINT orders_checkout UNIQUE (checkout_id),
  CONSTRAINT known_status CHECK (status IN ('placed', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'))
);
CREATE INDEX orders_of_customer ON orders (customer_id, placed_at DESC, id DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_newest ON orders (placed_at DESC, id DESC);
CREATE INDEX orders_of_status ON orders (status, placed_at DESC, id DESC);
CREATE INDEX orders_of_email ON orders (email_key, placed_at DESC, id DESC);
CREATE INDEX cancellations_due ON orders (cancellation_due_at) WHERE cancellation_due_at IS NOT NULL;

CREATE TABLE refunds (
  order_id text NOT NULL REFERENCES orders,
  idempotency_key text NOT NULL,
  refund_id text NOT NULL,
  body_hash text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  reason text NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'succeeded', 'refused')),
  refusal text,
  due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, idempotency_key)
);
CREATE INDEX refunds_due ON refunds (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz
);
CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;

-- How far a payment has come: captured and refunded sums only grow, and its status only moves on.
CREATE FUNCTION payment_progress(payment jsonb) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY[
    (payment #>> '{captured,amountMinor}')::bigint,
    (payment #>> '{refunded,amountMinor}')::bigint,
    array_position(ARRAY['authorizing', 'authorized', 'declined', 'voided', 'captured', 'refunded'], payment ->> 'status')
  ]
$$;

-- The payments with the newer copy of one of them; news that is older than what is there changes nothing.
CREATE FUNCTION with_payment(payments jsonb, news jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_agg(
    CASE WHEN known ->> 'id' = news ->> 'id' AND payment_progress(news) >= payment_progress(known) THEN news ELSE known END
    ORDER BY position
  )
  FROM jsonb_array_elements(payments) WITH ORDINALITY AS entries (known, position)
$$;

-- The document moved on to another status.
CREATE FUNCTION with_status(document jsonb, status text, at text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT document || jsonb_build_object(
    'status', status,
    'history', (document -> 'history') || jsonb_build_object('status', status, 'at', at)
  )
$$;
