"""Runs the nightly job on real Spark over events as Firehose writes them, and the lake's views over its result in DuckDB.

Usage: check_lake.py <lake.json> <folder>
  lake.json  {"tables": {name: [[column, type], ...]}, "views": {name: {"sql": ..., "columns": [...]}}}
  folder     an empty one, for the lake
"""

import json
import sys
import types
from pathlib import Path

sys.dont_write_bytecode = True
# What only Glue has is not used by what is checked here.
sys.modules["boto3"] = types.ModuleType("boto3")
sys.modules["awsglue"] = types.ModuleType("awsglue")
utils = types.ModuleType("awsglue.utils")
utils.getResolvedOptions = lambda *_: {}
sys.modules["awsglue.utils"] = utils
sys.path.insert(0, str(Path(__file__).parent.parent))

import duckdb  # noqa: E402
import order_facts as job  # noqa: E402
from pyspark.sql import DataFrame, SparkSession  # noqa: E402
from pyspark.sql import functions as f  # noqa: E402

DAY = "2026-01-31"


def money(minor: int) -> dict:
    return {"amountminor": minor, "currency": "EUR"}


def order(number: str, history: list[str], captured: int = 0, refunded: int = 0, flags: tuple = ()) -> dict:
    """Two shirts at 5.00 and a cap at 3.00, 1.00 for shipping: 14.00."""
    lines = [("shirt-m", "shirt", 2, 500), ("cap-1", "cap", 1, 300)]
    return {
        "id": f"order-{number}",
        "number": number,
        "checkoutid": f"checkout-{number}",
        "status": history[-1],
        "flags": list(flags),
        "placedat": f"{DAY}T10:00:00.000Z",
        "locale": "en",
        "shippingaddress": {"country": "IE"},
        "shippingmethod": "standard",
        "lines": [
            {
                "sku": sku,
                "productslug": slug,
                "name": slug.title(),
                "unitprice": money(price),
                "quantity": quantity,
                "linetotal": money(quantity * price),
            }
            for sku, slug, quantity, price in lines
        ],
        "totals": {
            "subtotal": money(1300),
            "discount": money(0),
            "shipping": money(100),
            "tax": money(224),
            "total": money(1400),
        },
        "payments": [
            {
                "id": f"payment-{number}",
                "provider": "sandbox",
                "status": "captured",
                "authorized": money(1400),
                "captured": money(captured),
                "refunded": money(refunded),
            }
        ],
        "history": [{"status": status, "at": f"{DAY}T10:0{at}:00.000Z"} for at, status in enumerate(history)],
    }


def event(id: str, type: str, of: dict, minute: int = 0) -> dict:
    return {"id": id, "type": type, "subject": of["id"], "time": f"{DAY}T10:{minute:02}:00.000Z", "data": {"order": of}}


def frame(spark: SparkSession, columns: list, rows: list[dict]) -> DataFrame:
    schema = ", ".join(f"{name} {type}" for name, type in columns)
    return spark.read.schema(schema).json(spark.sparkContext.parallelize([json.dumps(row) for row in rows]))


def same(what: str, actual: object, expected: object) -> None:
    if actual != expected:
        raise SystemExit(f"{what}:\n  expected {expected}\n  got      {actual}")
    print(f"  ok  {what}")


def check_job(spark: SparkSession, tables: dict, lake: Path) -> None:
    placed, paid = order("1", ["placed"]), order("1", ["placed", "paid"], captured=1400)
    refunded = order("1", ["placed", "paid"], captured=1400, refunded=200)
    events = [
        # Out of order, and one of them twice, as SNS and Firehose may deliver them.
        event("c", "order.refunded", refunded, 3),
        event("b", "order.paid", paid, 2),
        event("b", "order.paid", paid, 2),
        event("a", "order.placed", placed, 1),
        event("d", "order.placed", order("2", ["placed"], flags=("backordered",)), 1),
        event("e", "order.cancelled", order("3", ["placed", "paid", "cancelled"], captured=1400, refunded=1400), 5),
    ]
    orders = job.latest_orders(frame(spark, tables["order_events"], events)).cache()
    facts, lines = job.order_facts(orders), job.order_line_facts(orders)

    for made, table in ((facts, "order_facts"), (lines, "order_line_facts")):
        columns = [[field.name, field.dataType.simpleString()] for field in made.schema.fields]
        same(f"{table} has the columns of the catalog", columns, [*tables[table], ["day", "string"]])
    rows = {row.order_number: row.asDict() for row in facts.collect()}
    same("there is one row an order", sorted(rows), ["1", "2", "3"])
    same("a repeated event counts once", rows["1"]["events"], 3)
    same("the latest event tells what was given back", rows["1"]["refunded_minor"], 200)
    same("an order that was paid says when", rows["1"]["paid_at"], f"{DAY}T10:01:00.000Z")
    same("an order that was not says nothing", rows["2"]["paid_at"], None)
    same("a flag is kept", [rows[n]["backordered"] for n in ("1", "2")], [False, True])
    same("units of all lines are counted", rows["1"]["items"], 3)
    same("each order has its lines", lines.count(), 6)

    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    for made, table in ((facts, "order_facts"), (lines, "order_line_facts")):
        for _ in range(2):
            made.repartition("day").write.mode("overwrite").partitionBy("day").parquet(str(lake / table))
    same("a second run changes nothing", spark.read.parquet(str(lake / "order_facts")).count(), 3)


def check_views(spark: SparkSession, tables: dict, views: dict, lake: Path) -> None:
    shopper = [
        ("shopper.product-viewed", "v1", {"productslug": "shirt"}),
        ("shopper.product-viewed", "v2", {"productslug": "cap"}),
        ("shopper.product-viewed", "anonymous", {"productslug": "cap"}),
        ("shopper.added-to-cart", "v1", {"productslug": "shirt", "sku": "shirt-m", "quantity": 2}),
        ("shopper.searched", "v1", {"query": "Socks", "total": 0}),
        ("shopper.searched", "v2", {"query": "socks", "total": 0}),
        ("shopper.searched", "v2", {"query": "shirt", "total": 4}),
    ]
    rows = [{"id": str(id), "type": type, "data": {"visitorid": who, **data}} for id, (type, who, data) in enumerate(shopper)]
    clicks = frame(spark, tables["clickstream"], rows).withColumn("day", f.lit(DAY))
    clicks.write.partitionBy("day").parquet(str(lake / "clickstream"))

    duck = duckdb.connect()
    for table in ("clickstream", "order_facts", "order_line_facts"):
        files = lake / table / "*" / "*.parquet"
        duck.execute(
            f"CREATE VIEW {table} AS SELECT * REPLACE (CAST(day AS varchar) AS day) "
            f"FROM read_parquet('{files}', hive_partitioning = true)"
        )
    answers = {}
    for name, view in views.items():
        result = duck.execute(view["sql"])
        same(f"{name} selects what the catalog says", [column[0] for column in result.description], view["columns"])
        answers[name] = sorted(result.fetchall())
    same("funnel", answers["funnel"], [(DAY, 2, 1, 3, 2)])
    same("revenue", answers["revenue"], [(DAY, "EUR", 2, 2800, 1600, 1200, 1400.0)])
    same("top_products", answers["top_products"], [(DAY, "cap", "EUR", 1, 300, 1), (DAY, "shirt", "EUR", 2, 1000, 1)])
    same("zero_result_searches", answers["zero_result_searches"], [(DAY, "socks", 2, 2)])
    same("order_discrepancies", [row[2] for row in answers["order_discrepancies"]], ["2"])


def main() -> None:
    lake = json.loads(Path(sys.argv[1]).read_text())
    folder = Path(sys.argv[2])
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    try:
        check_job(spark, lake["tables"], folder)
        check_views(spark, lake["tables"], lake["views"], folder)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
