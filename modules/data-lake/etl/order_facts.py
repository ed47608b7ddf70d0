"""Makes the tables order_facts and order_line_facts from the events of orders.

An AWS Glue job (Spark). Each event holds the whole order, so the latest one of an order is the order as it stands. Events
arrive at least once and in any order: repeated ones are dropped by id, and the latest is the one whose order has the
longest history. Each run makes the last days anew, so running it twice changes nothing, and what arrived late or was
refunded meanwhile is seen.

Arguments: --lake_bucket, and --days: orders placed within so many days are made anew (a longer period fills the lake
again after a loss).
"""

import datetime
import sys

import boto3
from awsglue.utils import getResolvedOptions
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as f

EVENTS = "order_events"


def days_in(bucket: str, first_day: str) -> list[str]:
    """The prefixes of the days of arrival from the first one on. Spark fails for a prefix that is not there."""
    pages = boto3.client("s3").get_paginator("list_objects_v2").paginate(
        Bucket=bucket, Prefix=f"{EVENTS}/day=", Delimiter="/"
    )
    prefixes = [found["Prefix"] for page in pages for found in page.get("CommonPrefixes", [])]
    return [prefix for prefix in prefixes if prefix.split("day=")[1].rstrip("/") >= first_day]


def latest_orders(events: DataFrame) -> DataFrame:
    """One row an order, from its latest event, with how many different events told of it."""
    once = events.where("type like 'order.%'").dropDuplicates(["id"])
    of_order = Window.partitionBy(f.col("data.order.id"))
    newest_first = of_order.orderBy(f.size("data.order.history").desc(), f.col("time").desc())
    return (
        once.withColumn("age", f.row_number().over(newest_first))
        .withColumn("events", f.count("*").over(of_order))
        .where("age = 1")
        .select(f.col("data.order").alias("o"), "events")
    )


def order_facts(orders: DataFrame) -> DataFrame:
    return orders.selectExpr(
        "o.id as order_id",
        "o.number as order_number",
        "o.checkoutid as checkout_id",
        "o.status as status",
        "coalesce(array_contains(o.flags, 'backordered'), false) as backordered",
        "o.placedat as placed_at",
        "filter(o.history, entry -> entry.status = 'paid')[0].at as paid_at",
        "o.shippingaddress.country as country",
        "o.totals.total.currency as currency",
        "aggregate(o.lines, 0L, (sum, line) -> sum + line.quantity) as items",
        "o.totals.subtotal.amountminor as subtotal_minor",
        "o.totals.discount.amountminor as discount_minor",
        "o.totals.shipping.amountminor as shipping_minor",
        "o.totals.tax.amountminor as tax_minor",
        "o.totals.total.amountminor as total_minor",
        "aggregate(o.payments, 0L, (sum, payment) -> sum + payment.captured.amountminor) as captured_minor",
        "aggregate(o.payments, 0L, (sum, payment) -> sum + payment.refunded.amountminor) as refunded_minor",
        "events",
        "substring(o.placedat, 1, 10) as day",
    )


def order_line_facts(orders: DataFrame) -> DataFrame:
    lines = orders.select("o", f.explode("o.lines").alias("line"))
    return lines.selectExpr(
        "o.id as order_id",
        "o.status as status",
        "exists(o.history, entry -> entry.status = 'paid') as paid",
        "line.sku as sku",
        "line.productslug as product_slug",
        "line.name as product_name",
        "line.quantity as quantity",
        "line.unitprice.amountminor as unit_price_minor",
        "line.linetotal.amountminor as line_total_minor",
        "line.linetotal.currency as currency",
        "substring(o.placedat, 1, 10) as day",
    )


def write(facts: DataFrame, bucket: str, table: str) -> None:
    """Replaces the days that the facts have, and no others."""
    facts.repartition("day").write.mode("overwrite").partitionBy("day").parquet(f"s3://{bucket}/{table}/")


def main() -> None:
    arguments = getResolvedOptions(sys.argv, ["lake_bucket", "days"])
    bucket = arguments["lake_bucket"]
    today = datetime.datetime.now(datetime.timezone.utc).date()
    first_day = (today - datetime.timedelta(days=int(arguments["days"]))).isoformat()
    paths = [f"s3://{bucket}/{prefix}" for prefix in days_in(bucket, first_day)]
    if not paths:
        print(f"No events of orders since {first_day}")
        return

    spark = SparkSession.builder.getOrCreate()
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    events = spark.read.option("mergeSchema", "true").parquet(*paths)
    # An order placed before the first day has events that were not read: its day stays as it is.
    orders = latest_orders(events).where(f.substring("o.placedat", 1, 10) >= first_day).cache()
    write(order_facts(orders), bucket, "order_facts")
    write(order_line_facts(orders), bucket, "order_line_facts")
    print(f"Made {orders.count()} orders placed since {first_day} anew")


if __name__ == "__main__":
    main()
