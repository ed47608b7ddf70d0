-- Which cancellation of the order is or was the last one under way: whoever comes late with an older one changes nothing.
-- A count and not a random id, so that one begun again after a failover that lost its row asks payment for the same refund.
ALTER TABLE orders ADD COLUMN cancellation_attempt int NOT NULL DEFAULT 0;
