-- One row a checkout. Without a provider it is a mark: the checkout was given up before anybody asked for money, and nobody may.
CREATE TABLE payments (
  checkout_id text PRIMARY KEY,
  payment_id text NOT NULL,
  provider text,
  status text NOT NULL
    CHECK (status IN ('authorizing', 'authorized', 'declined', 'captured', 'voided', 'refunded')),
  currency text,
  amount_minor bigint NOT NULL DEFAULT 0,
  captured_minor bigint NOT NULL DEFAULT 0,
  refund_reserved_minor bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  token text,
  provider_payment_id text,
  decline_reason text,
  capture_requested boolean NOT NULL DEFAULT false,
  void_requested boolean NOT NULL DEFAULT false,
  check_due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT mark_or_payment CHECK ((provider IS NULL) = (currency IS NULL) AND (provider IS NOT NULL OR status = 'voided')),
  CONSTRAINT token_only_while_needed CHECK ((status = 'authorizing') = (token IS NOT NULL)),
  CONSTRAINT money_in_order CHECK (
    0 <= refunded_minor AND refunded_minor <= refund_reserved_minor
    AND refund_reserved_minor <= captured_minor AND captured_minor <= amount_minor
  )
);
CREATE INDEX payments_due ON payments (check_due_at) WHERE check_due_at IS NOT NULL;

CREATE TABLE refunds (
  checkout_id text NOT NULL REFERENCES payments,
  refund_id text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  reason text NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'succeeded', 'refused')),
  provider_refund_id text,
  refusal text,
  check_due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (checkout_id, refund_id)
);
CREATE INDEX refunds_due ON refunds (check_due_at) WHERE check_due_at IS NOT NULL;

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz
);
CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;
