"""A Parquet file larger than memory: a group of rows at a time, twice the same way."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from auditflow import Rulebook, bulk

GROUPS, ROWS = 8, 25_000
due_days = partial(bulk.due_days, Rulebook.default(), body="kommunstyrelsen")


def write_cases(path: Path) -> None:
    """As many groups of rows as there are; only one of them is in memory."""
    schema = pa.schema({"received": pa.date32(), "requested": pa.date32()})
    with pq.ParquetWriter(path, schema) as writer:
        for group in range(GROUPS):
            row = group * ROWS + np.arange(ROWS)
            received = np.datetime64("2015-01-01") + row % 4000
            columns = {"received": received, "requested": received + 20 + row % 100}
            writer.write_batch(pa.record_batch(columns, schema=schema))


def columns_of(batches: Iterator[pa.RecordBatch]) -> Iterator[dict[str, pa.Array]]:
    for batch in batches:
        yield dict(zip(batch.schema.names, batch.columns, strict=True))


def with_pyarrow(cases: Path, answer: Path) -> None:
    """From Parquet to Parquet."""
    batches = pq.ParquetFile(cases).iter_batches(ROWS)
    schema = pa.schema({"adopt": pa.date32(), "answer": pa.date32()})
    with pq.ParquetWriter(answer, schema) as writer:
        for due in bulk.stream(columns_of(batches), due_days):
            chosen = {name: due[name] for name in schema.names}
            writer.write_batch(pa.record_batch(chosen, schema=schema))


def with_duckdb(cases: Path) -> Iterator[np.ndarray]:
    """Whatever a query gives, batch by batch."""
    batches = duckdb.read_parquet(str(cases)).to_arrow_reader(ROWS)
    for due in bulk.stream(columns_of(batches), due_days):
        yield due["adopt"]


def main() -> None:
    with TemporaryDirectory() as folder:
        cases, answer = Path(folder, "cases.parquet"), Path(folder, "due.parquet")
        write_cases(cases)
        with_pyarrow(cases, answer)
        written = pq.ParquetFile(answer)
        print(f"{written.metadata.num_rows:,} cases in {written.num_row_groups} groups")
        print(*written.read_row_group(0).slice(0, 3).to_pylist(), sep="\n")
        adopted = np.concatenate([*with_duckdb(cases)])
        same = adopted == written.read(["adopt"])["adopt"].to_numpy()
        print("the same through DuckDB:", bool(same.all()))


if __name__ == "__main__":
    main()
