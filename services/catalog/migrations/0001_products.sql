-- What a merchant writes. What shoppers read is derived from it: see 0002_read_models.sql.

CREATE TABLE categories (
  slug text PRIMARY KEY,
  name text NOT NULL,
  parent text REFERENCES categories,
  position integer NOT NULL DEFAULT 0
);

CREATE TABLE products (
  id text PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL,
  brand text NOT NULL,
  description text NOT NULL,
  -- Slugs; the first one is the main category.
  categories text[] NOT NULL CHECK (cardinality(categories) > 0),
  images json NOT NULL DEFAULT '[]',
  options json NOT NULL DEFAULT '[]',
  rating_average numeric(2, 1),
  rating_count integer,
  popularity integer NOT NULL DEFAULT 0,
  -- Grows with each edit by a merchant: the ETag of the admin API.
  edition integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  deleted_at timestamptz(3),
  -- Derived. The version grows with each change that a reader can see, availability included.
  version integer NOT NULL DEFAULT 0,
  available boolean NOT NULL DEFAULT false,
  summary json,
  document json
);
CREATE UNIQUE INDEX products_slug ON products (slug) WHERE deleted_at IS NULL;
CREATE INDEX products_newest ON products (created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE variants (
  sku text PRIMARY KEY,
  product_id text NOT NULL REFERENCES products,
  position integer NOT NULL,
  -- In the order of the product's options.
  option_values json NOT NULL DEFAULT '{}',
  price_minor integer NOT NULL CHECK (price_minor > 0),
  compare_at_minor integer CHECK (compare_at_minor > price_minor),
  currency text NOT NULL
);
CREATE INDEX variants_product ON variants (product_id);

-- Apart from the variants, since these rows change with every sale. They outlive a variant that is no longer sold.
CREATE TABLE stock (
  sku text PRIMARY KEY,
  on_hand integer NOT NULL CHECK (on_hand >= 0),
  reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  CONSTRAINT stock_covers_reserved CHECK (reserved <= on_hand)
) WITH (fillfactor = 50);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz
);
CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;

-- RFC 3339, as every answer and event has it.
CREATE FUNCTION utc_text(moment timestamptz) RETURNS text LANGUAGE sql STABLE
  RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
