SELECT
  day,
  order_id,
  order_number,
  status,
  CASE
    WHEN subtotal_minor - discount_minor + shipping_minor <> total_minor THEN 'its parts are not its total'
    WHEN refunded_minor > captured_minor THEN 'more was given back than charged'
    WHEN status = 'placed' THEN 'placed and never paid nor cancelled'
    ELSE 'paid, and another sum was charged'
  END AS discrepancy
FROM order_facts
WHERE
  subtotal_minor - discount_minor + shipping_minor <> total_minor
  OR refunded_minor > captured_minor
  OR (status = 'placed' AND day < CAST(CURRENT_DATE AS varchar))
  OR (paid_at IS NOT NULL AND captured_minor <> total_minor)
