WITH visits AS (
  SELECT
    day,
    COUNT(DISTINCT CASE WHEN type = 'shopper.product-viewed' THEN data.visitorid END) AS viewers,
    COUNT(DISTINCT CASE WHEN type = 'shopper.added-to-cart' THEN data.visitorid END) AS adders
  FROM clickstream
  WHERE data.visitorid <> 'anonymous'
  GROUP BY day
),
purchases AS (
  SELECT day, COUNT(*) AS orders_placed, COUNT(paid_at) AS orders_paid
  FROM order_facts
  GROUP BY day
)
SELECT
  COALESCE(visits.day, purchases.day) AS day,
  COALESCE(viewers, 0) AS viewers,
  COALESCE(adders, 0) AS adders,
  COALESCE(orders_placed, 0) AS orders_placed,
  COALESCE(orders_paid, 0) AS orders_paid
FROM visits
FULL OUTER JOIN purchases ON visits.day = purchases.day
