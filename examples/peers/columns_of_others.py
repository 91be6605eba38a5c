"""The same column from pandas, Polars, PyArrow and DuckDB; none of them is copied."""

from datetime import date

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from auditflow import BusinessCalendar, bulk

DAYS = [date(2022, 9, 27), None, date(2022, 12, 23)]


def main() -> None:
    sweden = BusinessCalendar.sweden()
    table = pa.table({"received": pa.array(DAYS, pa.date32())})
    result = duckdb.from_arrow(table)
    columns = {
        "pandas": pd.Series(DAYS, dtype="datetime64[s]"),
        "Polars": pl.Series(DAYS),
        "PyArrow": table["received"],
        "DuckDB": result.fetchnumpy()["received"],
    }
    for library, column in columns.items():
        print(f"{library:8}", *bulk.add(column, 10, calendar=sweden))

    frame = pl.DataFrame({"received": DAYS})
    with_due = frame.with_columns(
        due=pl.Series(bulk.add(frame["received"], 10, calendar=sweden))
    )
    print(*with_due.rows(), sep="\n")


if __name__ == "__main__":
    main()
