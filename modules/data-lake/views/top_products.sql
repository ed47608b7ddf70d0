SELECT
  day,
  product_slug,
  currency,
  CAST(SUM(quantity) AS bigint) AS units,
  CAST(SUM(line_total_minor) AS bigint) AS turnover_minor,
  COUNT(DISTINCT order_id) AS orders
FROM order_line_facts
WHERE paid AND status <> 'cancelled'
GROUP BY day, product_slug, currency
