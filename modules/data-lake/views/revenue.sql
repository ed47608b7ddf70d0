SELECT
  day,
  currency,
  COUNT(*) AS orders,
  CAST(SUM(captured_minor) AS bigint) AS charged_minor,
  CAST(SUM(refunded_minor) AS bigint) AS refunded_minor,
  CAST(SUM(captured_minor) - SUM(refunded_minor) AS bigint) AS net_minor,
  CAST(SUM(captured_minor) AS double) / COUNT(*) AS average_order_minor
FROM order_facts
WHERE paid_at IS NOT NULL
GROUP BY day, currency
