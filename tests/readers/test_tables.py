"""pandas, polars, pyarrow and DuckDB read every CSV and Parquet file: the same
rows, the declared types."""

import datetime

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.csv
import pyarrow.parquet

PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
POLARS = {
    "string": polars.String,
    "integer": polars.Int64,
    "number": polars.Float64,
    "date": polars.Date,
    "boolean": polars.Boolean,
}
ARROW = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "date": pyarrow.date32(),
    "boolean": pyarrow.bool_(),
}
DUCKDB = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


def plain(frame):
    """The rows of a pandas frame, unknown cells as None."""

    def value(cell):
        if pandas.isna(cell):
            return None
        if isinstance(cell, (pandas.Timestamp, datetime.datetime)):
            return cell.date()
        return cell.item() if hasattr(cell, "item") else cell

    return [tuple(map(value, row)) for row in frame.itertuples(index=False)]


def each(release):
    found = {file.stem for file in (release.folder / "csv").iterdir()}
    assert set(release.tables) == found, "the data package lists every file"
    return release.tables.values()


def test_pandas_csv(release):
    for table in each(release):
        dates = [name for name, kind in table.types.items() if kind == "date"]
        kinds = {n: PANDAS[k] for n, k in table.types.items() if k != "date"}
        frame = pandas.read_csv(
            table.csv,
            dtype=kinds,
            parse_dates=dates,
            date_format="%Y-%m-%d",
            keep_default_na=False,
            na_values=[""],
        )
        assert list(frame.columns) == table.columns
        assert plain(frame) == table.rows, table.name


def test_pandas_csv_unaided(sample):
    """Without any option, too, the country codes and counts are right."""
    table = sample.tables["counts_by_country"]
    frame = pandas.read_csv(table.csv)
    assert plain(frame) == table.rows


def test_pandas_parquet(release):
    for table in each(release):
        frame = pandas.read_parquet(table.parquet, dtype_backend="pyarrow")
        for name, kind in table.types.items():
            found = frame.dtypes[name].pyarrow_dtype
            assert declared(found) == kind, (table.name, name)
        assert plain(frame) == table.unguarded, table.name


def test_polars_csv(release):
    for table in each(release):
        schema = {name: POLARS[kind] for name, kind in table.types.items()}
        frame = polars.read_csv(table.csv, schema=schema)
        assert frame.rows() == table.rows, table.name


def test_polars_parquet(release):
    for table in each(release):
        frame = polars.read_parquet(table.parquet)
        schema = {name: POLARS[kind] for name, kind in table.types.items()}
        assert frame.schema == polars.Schema(schema), table.name
        assert frame.rows() == table.unguarded, table.name


def rows(table):
    """The rows of an Arrow table."""
    return list(zip(*(column.to_pylist() for column in table.columns)))


def declared(kind):
    """The declared type that an Arrow type stands for."""
    types = pyarrow.types
    known = {
        "string": (types.is_string, types.is_large_string, types.is_string_view),
        "integer": (types.is_int64,),
        "number": (types.is_float64,),
        "date": (types.is_date32,),
        "boolean": (types.is_boolean,),
    }
    return next((n for n, tests in known.items() if any(t(kind) for t in tests)), None)


def test_pyarrow_csv(release):
    for table in each(release):
        options = pyarrow.csv.ConvertOptions(
            column_types={name: ARROW[kind] for name, kind in table.types.items()},
            null_values=[""],
            strings_can_be_null=True,
        )
        read = pyarrow.csv.read_csv(table.csv, convert_options=options)
        assert rows(read) == table.rows, table.name


def test_pyarrow_parquet(release):
    for table in each(release):
        read = pyarrow.parquet.read_table(table.parquet)
        assert {f.name: declared(f.type) for f in read.schema} == table.types
        assert rows(read) == table.unguarded, table.name


def test_parquet_says_what_it_is(release):
    """Provenance of the file, description of each field."""
    for table in each(release):
        schema = pyarrow.parquet.read_schema(table.parquet)
        pairs = pyarrow.parquet.read_metadata(table.parquet).metadata
        about = {key.decode(): value.decode() for key, value in pairs.items()}
        ours = release.package["tidings"]
        assert about["tidings.table"] == table.name
        assert about["tidings.version"] == ours["version"]
        assert about["tidings.codebook_sha256"] == ours["codebook_sha256"]
        described = {
            field.name: field.metadata[b"description"].decode() for field in schema
        }
        assert described == {f["name"]: f["description"] for f in table.fields}


def quoted(path):
    return "'" + str(path).replace("'", "''") + "'"


def test_duckdb_csv(release):
    for table in each(release):
        columns = ", ".join(
            f"'{name}': '{DUCKDB[kind]}'" for name, kind in table.types.items()
        )
        read = duckdb.sql(
            f"FROM read_csv({quoted(table.csv)}, header = true, delim = ',', "
            f"quote = '\"', escape = '\"', nullstr = '', columns = {{{columns}}})"
        )
        assert read.columns == table.columns
        assert read.fetchall() == table.rows, table.name


def test_duckdb_csv_unaided(release):
    """DuckDB finds out by itself how a file is written, and loses no row."""
    for table in each(release):
        if table.rows:
            read = duckdb.sql(f"FROM read_csv({quoted(table.csv)}, all_varchar = true)")
            assert read.columns == table.columns
            assert len(read.fetchall()) == len(table.rows), table.name


def test_duckdb_parquet(release):
    for table in each(release):
        read = duckdb.sql(f"FROM {quoted(table.parquet)}")
        kinds = dict(zip(read.columns, map(str, read.types)))
        assert kinds == {n: DUCKDB[k] for n, k in table.types.items()}, table.name
        assert read.fetchall() == table.unguarded, table.name


def test_the_count_of_a_theme_is_its_events(sample):
    """From a count to its events, in SQL on the files alone."""
    folder = sample.folder / "parquet"
    wrong = duckdb.sql(
        f"""
        SELECT theme, n_events, count(event_id) AS found
        FROM '{folder}/counts_by_theme.parquet'
        LEFT JOIN '{folder}/events.parquet' USING (theme)
        GROUP BY ALL HAVING n_events <> count(event_id)
        """
    ).fetchall()
    assert wrong == []
