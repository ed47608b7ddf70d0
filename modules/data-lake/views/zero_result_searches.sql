SELECT
  day,
  LOWER(data.query) AS query,
  COUNT(DISTINCT id) AS searches,
  COUNT(DISTINCT data.visitorid) AS visitors
FROM clickstream
WHERE type = 'shopper.searched' AND data.total = 0
GROUP BY day, LOWER(data.query)
