/** Members are named and ordered as in `AdminProduct` of the contract. */
const adminProductColumns = `
  p.id, p.edition, p.created_at,
  json_strip_nulls(json_build_object(
    'id', p.id, 'edition', p.edition, 'slug', p.slug, 'name', p.name, 'brand', p.brand, 'description', p.description,
    'categories', p.categories, 'images', p.images, 'options', p.options, 'variants', (
      SELECT json_agg(json_build_object(
        'sku', v.sku, 'optionValues', v.option_values, 'price', money(v.price_minor, v.currency),
        'compareAtPrice', money(v.compare_at_minor, v.currency), 'onHand', coalesce(s.on_hand, 0),
        'reserved', coalesce(s.reserved, 0), 'available', coalesce(s.on_hand - s.reserved, 0)) ORDER BY v.position)
      FROM variants v LEFT JOIN stock s USING (sku) WHERE v.product_id = p.id),
    'createdAt', utc_text(p.created_at), 'updatedAt', utc_text(p.updated_at)))::text AS text`;

export const adminProductStatement = `
  SELECT ${adminProductColumns} FROM products p WHERE p.id = $1 AND p.deleted_at IS NULL`;

/** Newest first, after a position; an empty text matches everything. */
export const adminProductsStatement = `
  SELECT ${adminProductColumns}
  FROM products p
  WHERE p.deleted_at IS NULL AND (p.created_at, p.id) < ($2::timestamptz, $3)
    AND ($1 = '' OR position(lower($1) IN lower(p.name)) > 0 OR p.slug = lower($1)
      OR EXISTS (SELECT FROM variants WHERE product_id = p.id AND sku = upper($1)))
  ORDER BY p.created_at DESC, p.id DESC
  LIMIT $4`;
