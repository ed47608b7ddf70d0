SELECT
  day,
  MAX(viewers) AS viewers,
  MAX(adders) AS adders,
  MAX(orders_placed) AS orders_placed,
  MAX(orders_paid) AS orders_paid
FROM (
  -- Joined by a union, through which a condition on the day reaches the tables; through an outer join it does not.
  SELECT
    day,
    COUNT(DISTINCT CASE WHEN type = 'shopper.product-viewed' THEN data.visitorid END) AS viewers,
    COUNT(DISTINCT CASE WHEN type = 'shopper.added-to-cart' THEN data.visitorid END) AS adders,
    CAST(0 AS bigint) AS orders_placed,
    CAST(0 AS bigint) AS orders_paid
  FROM clickstream
  WHERE data.visitorid <> 'anonymous'
  GROUP BY day
  UNION ALL
  SELECT
    day,
    CAST(0 AS bigint) AS viewers,
    CAST(0 AS bigint) AS adders,
    COUNT(*) AS orders_placed,
    COUNT(paid_at) AS orders_paid
  FROM order_facts
  GROUP BY day
) AS steps
GROUP BY day
