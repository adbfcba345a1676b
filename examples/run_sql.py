"""Runs the statements of an SQL file with DuckDB and prints what each gives.

    python examples/run_sql.py examples/recipes.sql

A statement that fails, or gives no row, stops the run.
"""

import sys
from pathlib import Path

import duckdb


def main(path):
    text = Path(path).read_text(encoding="utf-8")
    for statement in duckdb.extract_statements(text):
        result = duckdb.sql(statement.query)
        if result is None:
            continue
        if not result.limit(1).fetchall():
            sys.exit(f"no row:\n{statement.query}")
        result.show(max_rows=20, max_width=110)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
