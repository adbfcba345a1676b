"""Counts over many events: the program beside DuckDB's SQL, and whether both
say the same.

The events are invented from those of a release: its rows over and over, with
identifiers, themes, types, statuses and years dealt anew.
"""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from measure import ROOT, TIDINGS, WORK, Run, run

if TYPE_CHECKING:
    import duckdb

SAMPLE = ROOT / "output" / "parquet"
EVENTS = WORK / "counted" / "events.parquet"
COUNTRIES = WORK / "counted" / "event_countries.parquet"

# Keys of each table of counts, and where its rows come from.
TABLES = {
    "counts_by_theme": (["theme"], "events"),
    "counts_by_outcome_type": (["outcome_type"], "events"),
    "counts_by_year": (["year"], "events"),
    "counts_by_theme_outcome_type": (["theme", "outcome_type"], "events"),
    "counts_by_country": (["country"], "located"),
    "counts_by_region": (["scheme", "region"], "regional"),
    "counts_by_theme_region": (["scheme", "theme", "region"], "regional"),
    "counts_by_region_outcome_type": (["scheme", "region", "outcome_type"], "regional"),
}

# Columns whose values are dealt to the events.
DEALT = {"themes": "theme", "outcome_types": "outcome_type", "countries": "country"}

NUMBERS = ["n_events", "n_achieved", "n_announced", "n_ongoing", "n_setback", "n_documents"]

Figures = dict[tuple[str, ...], tuple[int, ...]]


@dataclass
class Counted:
    """What counting took, and what differed."""

    rows: int
    made_seconds: float
    duckdb_seconds: dict[str, float] = field(default_factory=dict)
    tidings: Run | None = None
    skipped: str = ""
    compared: list[str] = field(default_factory=list)
    differ: list[str] = field(default_factory=list)


def command(output: Path) -> list[str | Path]:
    """The counts, by the program."""
    return [TIDINGS, "count", EVENTS, "--output", output]


def counts(rows: int) -> Counted:
    """Makes events, counts them twice, compares."""
    # DuckDB works in a process of its own: see `run`.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        found = Counted(rows, other.submit(_make, rows).result())
        said = {}
        for table in TABLES:
            said[table], found.duckdb_seconds[table] = other.submit(_sql, table).result()
        output = WORK / "counts"
        shutil.rmtree(output, ignore_errors=True)
        _tidings(found, output)
        if found.tidings:
            for table, figures in other.submit(_written, output).result().items():
                found.compared.append(table)
                if figures != said[table]:
                    found.differ.append(table)
    shutil.rmtree(output, ignore_errors=True)
    shutil.rmtree(EVENTS.parent, ignore_errors=True)
    return found


def query(table: str) -> str:
    """The SQL of a table: distinct events, of each status, and documents."""
    keys, source = TABLES[table]
    named = ", ".join(keys)
    statuses = ", ".join(
        f"count(*) FILTER (status = '{name.removeprefix('n_')}') AS {name}"
        for name in NUMBERS[1:5]
    )
    # An event may concern several countries of a region, and counts once.
    rows = source
    if source == "regional":
        rows = f"(SELECT DISTINCT {named}, event_id, status, document_id FROM regional)"
    located = f"""
        SELECT e.*, c.country FROM events AS e
        LEFT JOIN '{COUNTRIES}' AS c USING (event_id)"""
    regional = f"""
        SELECT l.*, s.scheme, CASE WHEN country IS NULL THEN 'international'
            ELSE coalesce(r.region, 'unassigned') END AS region
        FROM located AS l
        CROSS JOIN (SELECT DISTINCT scheme FROM '{SAMPLE}/regions.parquet') AS s
        LEFT JOIN '{SAMPLE}/regions.parquet' AS r USING (scheme, country)"""
    return f"""
        WITH events AS (
            SELECT event_id, document_id, theme, outcome_type, status,
                CASE WHEN year(date_start) = year(date_end) THEN year(date_start) END AS year
            FROM '{EVENTS}'),
        located AS ({located}),
        regional AS ({regional})
        SELECT {named}, count(*) AS n_events, {statuses},
            count(DISTINCT document_id) AS n_documents
        FROM {rows}
        GROUP BY {named}"""


def _database() -> duckdb.DuckDBPyConnection:
    import duckdb

    return duckdb.connect()


def _sql(table: str) -> tuple[Figures, float]:
    """A table's figures by DuckDB, and the seconds that they took."""
    database = _database()
    start = time.perf_counter()
    rows = database.execute(query(table)).fetchall()
    return _figures(rows, TABLES[table][0]), time.perf_counter() - start


def _make(rows: int) -> float:
    """Writes the events; tells the seconds that it took."""
    start = time.perf_counter()
    database = _database()
    shutil.rmtree(EVENTS.parent, ignore_errors=True)
    EVENTS.parent.mkdir(parents=True)
    database.execute(f"""
        CREATE TABLE sample AS
        SELECT row_number() OVER (ORDER BY event_id) - 1 AS nth, *
        FROM '{SAMPLE}/events.parquet'""")
    size = database.execute("SELECT count(*) FROM sample").fetchall()[0][0]
    for table, column in DEALT.items():
        database.execute(f"""
            SET VARIABLE {table} = (
                SELECT list({column} ORDER BY {column}) FROM '{SAMPLE}/{table}.parquet')""")
    day = "make_date(1990 + (hash(i, 4) % 36)::INT, 1 + (hash(i, 5) % 12)::INT, 1)"
    database.execute(f"""
        COPY (
            SELECT s.* EXCLUDE (nth) REPLACE (
                printf('e%016x', i) AS event_id,
                printf('d%012x', i // 20) AS document_id,
                {_dealt("themes", "hash(i, 1)")} AS theme,
                {_dealt("outcome_types", "hash(i, 2)")} AS outcome_type,
                ['achieved', 'achieved', 'announced', 'ongoing', 'setback']
                    [1 + (hash(i, 3) % 5)::INT] AS status,
                CASE WHEN hash(i, 6) % 4 > 0 THEN {day} END AS date_start,
                CASE WHEN hash(i, 6) % 4 > 0
                    THEN {day} + (hash(i, 7) % 60)::INT END AS date_end)
            FROM (SELECT i, i % {size} AS nth FROM range({rows}) AS n(i))
            JOIN sample AS s USING (nth)
        ) TO '{EVENTS}' (FORMAT parquet)""")
    # None, one or two countries an event.
    database.execute(f"""
        COPY (
            SELECT printf('e%016x', i) AS event_id,
                {_dealt("countries", "(hash(i, 8) % 1000 + position * 7)")} AS country,
                position, 'clause' AS basis, country AS mention
            FROM (
                SELECT i, unnest(range(1, 1 + [0, 1, 1, 1, 2][1 + (hash(i, 9) % 5)::INT]))
                    AS position
                FROM range({rows}) AS n(i))
        ) TO '{COUNTRIES}' (FORMAT parquet)""")
    return time.perf_counter() - start


def _dealt(table: str, number: str) -> str:
    """One of the values of a table, by a number."""
    values = f"getvariable('{table}')"
    return f"{values}[1 + ({number} % len({values}))::INT]"


def _tidings(found: Counted, output: Path) -> None:
    if run([TIDINGS, "count", "--help"]).code != 0:
        found.skipped = "this version of the program has no verb `count`"
        return
    done = run(command(output))
    if done.code != 0:
        said = done.said.splitlines()[0] if done.said else ""
        found.skipped = f"the verb `count` ended with {done.code}: {said}"
        return
    found.tidings = done


def _written(output: Path) -> dict[str, Figures]:
    """The figures of the tables that the program wrote."""
    database = _database()
    found = {}
    for table, (keys, _) in TABLES.items():
        path = next(output.rglob(f"{table}.parquet"), None)
        path = path or next(output.rglob(f"{table}.csv"), None)
        if path:
            columns = ", ".join([*keys, *NUMBERS])
            rows = database.execute(f"SELECT {columns} FROM '{path}'").fetchall()
            found[table] = _figures(rows, keys)
    return found


def _figures(rows: list[tuple[object, ...]], keys: list[str]) -> Figures:
    """Rows by their keys, without those that count nothing."""
    at = len(keys)
    figures = ((row[:at], tuple(int(str(n)) for n in row[at:])) for row in rows)
    # Events without a country are no row of the table by country.
    return {
        tuple(str(key) for key in names): numbers
        for names, numbers in figures
        if numbers[0] > 0 and not (keys == ["country"] and names[0] is None)
    }
