"""Compares two tables as Parquet, each a file or a folder: the same columns, of
the same types, in the same order, and the same rows, however they are sorted
and cut into files. Ends with 1 and the first differences unless they are equal.

    python compare_tables.py spark/events output/parquet/events.parquet
"""

import argparse
import collections
import itertools
import sys

import pyarrow
import pyarrow.parquet

# Differing rows that are printed.
SHOWN = 10


def plain(kind):
    """A type without what only says how texts lie in memory."""
    if pyarrow.types.is_dictionary(kind):
        return plain(kind.value_type)
    is_text = pyarrow.types.is_large_string(kind) or pyarrow.types.is_string_view(kind)
    return pyarrow.string() if is_text else kind


def read(path, without=()):
    """The table without some columns, as far as it has them, sorted by all others."""
    table = pyarrow.parquet.read_table(path)
    table = table.drop_columns([name for name in without if name in table.column_names])
    fields = [pyarrow.field(field.name, plain(field.type)) for field in table.schema]
    table = table.cast(pyarrow.schema(fields))
    return table.sort_by([(name, "ascending") for name in table.column_names])


def differences(one, other):
    """What differs, as lines; none where they are equal."""
    if one.schema != other.schema:
        columns = itertools.zip_longest(one.schema, other.schema)
        return [f"column {a} | {b}" for a, b in columns if a != b]
    if one.equals(other):
        return []
    # Rows that are there twice in one and once in the other differ, too.
    rows = [
        collections.Counter(map(repr, table.to_pylist())) for table in (one, other)
    ]
    first = sorted((rows[0] - rows[1]).elements())
    second = sorted((rows[1] - rows[0]).elements())
    lines = [f"rows {one.num_rows} | {other.num_rows}"]
    lines += [f"only in the first: {row}" for row in first]
    lines += [f"only in the second: {row}" for row in second]
    return lines[: SHOWN + 1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("one")
    parser.add_argument("other")
    parser.add_argument(
        "--without", action="append", default=[], metavar="COLUMN",
        help="column that is not compared, such as `cluster_id`, which a build alone knows",
    )
    args = parser.parse_args()
    found = differences(read(args.one, args.without), read(args.other, args.without))
    for line in found:
        print(line)
    if not found:
        print(f"equal: {args.one} and {args.other}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
