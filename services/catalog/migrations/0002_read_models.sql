-- What shoppers read, ready made: the JSON of a list entry and of a product page, rows to list by, and words to search by.
-- `refresh_products` is the only writer; whoever changes a product calls it in the same transaction.

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TEXT SEARCH CONFIGURATION shop (COPY = english);
ALTER TEXT SEARCH CONFIGURATION shop
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;

-- For a word that is still being typed: "be" may become "beacon", so it is no stop word yet.
CREATE TEXT SEARCH DICTIONARY stem_every_word (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION shop_typing (COPY = shop);
ALTER TEXT SEARCH CONFIGURATION shop_typing
  ALTER MAPPING FOR asciihword, asciiword, hword_asciipart, hword, hword_part, word WITH unaccent, stem_every_word;

-- One row for each category that a product is listed under, ancestors included, and one under '' (the whole shop):
-- every page of every list is one index range.
CREATE TABLE listings (
  category text NOT NULL,
  product_id text NOT NULL,
  price_minor integer NOT NULL,
  popularity integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (product_id, category)
);
CREATE INDEX listings_popular ON listings (category, popularity, product_id) INCLUDE (price_minor);
CREATE INDEX listings_newest ON listings (category, created_at, product_id) INCLUDE (price_minor);
CREATE INDEX listings_price ON listings (category, price_minor, product_id);

-- Narrow, so that a broad query reads few pages. Words: name A, brand and categories B, options and description C.
CREATE TABLE search_entries (
  product_id text PRIMARY KEY,
  words tsvector NOT NULL,
  -- Ancestors included.
  categories text[] NOT NULL,
  brand text NOT NULL,
  price_minor integer NOT NULL,
  popularity integer NOT NULL,
  created_ms bigint NOT NULL
);
CREATE INDEX search_entries_words ON search_entries USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_entries_popular ON search_entries (popularity, product_id);

-- Words of names, brands and categories as people write them: what a typo is corrected to. Terms and labels are never
-- taken out: readers ask whether they still find anything.
CREATE TABLE search_terms (term text PRIMARY KEY);
CREATE INDEX search_terms_similar ON search_terms USING gin (term gin_trgm_ops);
CREATE INDEX search_terms_like ON search_terms (left(term, 1), length(term));

-- Brands and categories, to suggest while somebody types.
CREATE TABLE search_labels (
  label text PRIMARY KEY,
  words tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('shop', label)) STORED
);
CREATE INDEX search_labels_words ON search_labels USING gin (words);

CREATE FUNCTION money(minor integer, currency text) RETURNS json LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN minor IS NOT NULL THEN json_build_object('amountMinor', minor, 'currency', currency) END;

CREATE FUNCTION is_available(on_hand integer, reserved integer) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN coalesce(on_hand > reserved, false);

CREATE FUNCTION first_image(images json, name text) RETURNS json LANGUAGE sql IMMUTABLE
  RETURN coalesce(images -> 0, json_build_object('url', '/media/placeholder.svg', 'alt', name));

-- "Linen Shirt, Blue, M"
CREATE FUNCTION variant_name(product_name text, option_values json) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN concat_ws(', ', product_name, (SELECT string_agg(value, ', ') FROM json_each_text(option_values)));

-- Each category with itself and its ancestors, nearest first.
CREATE VIEW category_paths AS
  WITH RECURSIVE path AS (
    SELECT slug AS category, slug AS ancestor, name, parent, 0 AS distance FROM categories
    UNION ALL
    SELECT path.category, above.slug, above.name, above.parent, path.distance + 1
    FROM path JOIN categories above ON above.slug = path.parent
  )
  SELECT category, ancestor, name, distance FROM path;

-- Members are named and ordered as in the HTTP contract; what is null is left out.
CREATE VIEW product_pages AS
  SELECT
    p.id,
    v.available,
    json_strip_nulls(json_build_object(
      'id', p.id, 'slug', p.slug, 'name', p.name, 'brand', p.brand, 'category', p.categories[1],
      'image', first_image(p.images, p.name), 'price', v.lowest -> 'price',
      'compareAtPrice', v.lowest -> 'compareAtPrice', 'available', v.available)) AS summary,
    json_strip_nulls(json_build_object(
      'id', p.id, 'slug', p.slug, 'name', p.name, 'brand', p.brand, 'description', p.description,
      'categories', c.named, 'images', p.images, 'options', p.options, 'variants', v.variants,
      'rating', CASE WHEN p.rating_count > 0
        THEN json_build_object('average', p.rating_average, 'count', p.rating_count) END)) AS document
  FROM products p
  CROSS JOIN LATERAL (
    SELECT
      bool_or(is_available(s.on_hand, s.reserved)) AS available,
      (array_agg(json_build_object(
        'price', money(v.price_minor, v.currency), 'compareAtPrice', money(v.compare_at_minor, v.currency))
        ORDER BY v.price_minor, v.position))[1] AS lowest,
      json_agg(json_build_object(
        'sku', v.sku, 'optionValues', v.option_values, 'price', money(v.price_minor, v.currency),
        'compareAtPrice', money(v.compare_at_minor, v.currency),
        'available', is_available(s.on_hand, s.reserved)) ORDER BY v.position) AS variants
    FROM variants v LEFT JOIN stock s USING (sku)
    WHERE v.product_id = p.id
  ) v
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('slug', c.slug, 'name', c.name) ORDER BY given.position) AS named
    FROM unnest(p.categories) WITH ORDINALITY AS given (slug, position) JOIN categories c USING (slug)
  ) c
  WHERE p.deleted_at IS NULL;

-- For a change of availability: nothing that lists or searches depends on it.
CREATE FUNCTION refresh_availability(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Locked first, in one order, so that the statement below sees what others committed while this one waited.
  PERFORM FROM products WHERE id = ANY (ids) ORDER BY id FOR UPDATE;
  UPDATE products p
  SET version = p.version + 1, available = page.available, summary = page.summary, document = page.document
  FROM product_pages page
  WHERE page.id = p.id AND p.id = ANY (ids);
END
$$;

CREATE FUNCTION refresh_products(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_availability(ids);

  DELETE FROM listings WHERE product_id = ANY (ids);
  DELETE FROM search_entries WHERE product_id = ANY (ids);

  WITH paths AS MATERIALIZED (SELECT * FROM category_paths),
  entries AS MATERIALIZED (
    SELECT p.id, p.name, p.brand, p.popularity, p.created_at, v.price_minor, c.slugs, c.names,
      setweight(to_tsvector('shop', p.name), 'A')
        || setweight(to_tsvector('shop', concat_ws(' ', p.brand, c.names)), 'B')
        || setweight(to_tsvector('shop', concat_ws(' ', v.option_words, p.description)), 'C') AS words
    FROM products p
    CROSS JOIN LATERAL (
      SELECT min(price_minor) AS price_minor, string_agg(o.words, ' ') AS option_words
      FROM variants v
      CROSS JOIN LATERAL (SELECT string_agg(value, ' ') AS words FROM json_each_text(v.option_values)) o
      WHERE v.product_id = p.id
    ) v
    CROSS JOIN LATERAL (
      SELECT array_agg(DISTINCT ancestor) AS slugs, string_agg(DISTINCT name, ' ') AS names
      FROM paths WHERE category = ANY (p.categories)
    ) c
    WHERE p.id = ANY (ids) AND p.deleted_at IS NULL
  ),
  listed AS (
    INSERT INTO listings (category, product_id, price_minor, popularity, created_at)
    SELECT category, id, price_minor, popularity, created_at
    FROM entries CROSS JOIN LATERAL unnest(slugs || ARRAY['']) AS category
  ),
  termed AS (
    INSERT INTO search_terms (term)
    SELECT DISTINCT term
    FROM entries
    CROSS JOIN LATERAL regexp_split_to_table(lower(unaccent(concat_ws(' ', name, brand, names))), '[^[:alnum:]]+') AS term
    WHERE length(term) BETWEEN 3 AND 40
    ORDER BY term
    ON CONFLICT DO NOTHING
  ),
  labelled AS (
    INSERT INTO search_labels (label)
    SELECT brand FROM entries
    UNION
    SELECT paths.name FROM entries JOIN paths ON paths.category = ANY (entries.slugs)
    ORDER BY 1
    ON CONFLICT DO NOTHING
  )
  INSERT INTO search_entries (product_id, words, categories, brand, price_minor, popularity, created_ms)
  SELECT id, words, slugs, brand, price_minor, popularity, (extract(epoch FROM created_at) * 1000)::bigint
  FROM entries;
END
$$;
