"""Counts over many events: the program beside DuckDB's SQL, and whether both
say the same.

The events are invented from those of a release: its rows over and over, with
identifiers, themes, types, statuses and years dealt anew.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
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
    # Loaded late: see `run`.
    import duckdb

    database = duckdb.connect()
    start = time.perf_counter()
    _make(database, rows)
    found = Counted(rows, time.perf_counter() - start)
    said: dict[str, Figures] = {}
    for table in TABLES:
        start = time.perf_counter()
        said[table] = _figures(database.execute(query(table)).fetchall(), TABLES[table][0])
        found.duckdb_seconds[table] = time.perf_counter() - start
    _tidings(database, found, said)
    shutil.rmtree(EVENTS.parent, ignore_errors=True)
    return found


def query(table: str) -> str:
    """The SQL of a table: distinct events, of each status, and documents."""
    keys, source = TABLES[table]
    named = ", ".join(keys)
    statuses = ", ".join(
        f"count(DISTINCT event_id) FILTER (status = '{name.removeprefix('n_')}') AS {name}"
        for name in NUMBERS[1:5]
    )
    if source == "events":
        # One row an event: nothing need be counted distinct.
        statuses = statuses.replace("DISTINCT event_id", "*")
    events = "count(*)" if source == "events" else "count(DISTINCT event_id)"
    located = f"""
        SELECT e.*, c.country FROM counted AS e
        LEFT JOIN '{COUNTRIES}' AS c USING (event_id)"""
    regional = f"""
        SELECT l.*, s.scheme, CASE WHEN country IS NULL THEN 'international'
            ELSE coalesce(r.region, 'unassigned') END AS region
        FROM located AS l
        CROSS JOIN (SELECT DISTINCT scheme FROM '{SAMPLE}/regions.parquet') AS s
        LEFT JOIN '{SAMPLE}/regions.parquet' AS r USING (scheme, country)"""
    return f"""
        WITH counted AS (
            SELECT event_id, document_id, theme, outcome_type, status,
                CASE WHEN year(date_start) = year(date_end) THEN year(date_start) END AS year
            FROM '{EVENTS}'),
        located AS ({located}),
        regional AS ({regional})
        SELECT {named}, {events} AS n_events, {statuses},
            count(DISTINCT document_id) AS n_documents
        FROM {"counted" if source == "events" else source}
        GROUP BY {named}"""


def _make(database: duckdb.DuckDBPyConnection, rows: int) -> None:
    shutil.rmtree(EVENTS.parent, ignore_errors=True)
    EVENTS.parent.mkdir(parents=True)
    database.execute(f"""
        CREATE TABLE sample AS
        SELECT row_number() OVER (ORDER BY event_id) - 1 AS at, *
        FROM '{SAMPLE}/events.parquet'""")
    for name in ("theme", "outcome_type", "country"):
        table = {"theme": "themes", "outcome_type": "outcome_types", "country": "countries"}[name]
        database.execute(f"""
            CREATE TABLE {name}s AS
            SELECT row_number() OVER (ORDER BY {name}) - 1 AS at, {name}
            FROM '{SAMPLE}/{table}.parquet'""")
    sizes = [
        database.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for table in ("sample", "themes", "outcome_types", "countrys")
    ]
    dealt = "make_date(1990 + (hash(i, 4) % 36)::INT, 1 + (hash(i, 5) % 12)::INT, 1)"
    database.execute(f"""
        COPY (
            SELECT s.* EXCLUDE (at) REPLACE (
                printf('e%016x', i) AS event_id,
                printf('d%012x', i // 20) AS document_id,
                t.theme AS theme,
                o.outcome_type AS outcome_type,
                ['achieved', 'achieved', 'announced', 'ongoing', 'setback']
                    [1 + (hash(i, 3) % 5)::INT] AS status,
                CASE WHEN hash(i, 6) % 4 > 0 THEN {dealt} END AS date_start,
                CASE WHEN hash(i, 6) % 4 > 0
                    THEN {dealt} + (hash(i, 7) % 60)::INT END AS date_end)
            FROM range({rows}) AS n(i)
            JOIN sample AS s ON s.at = i % {sizes[0]}
            JOIN themes AS t ON t.at = hash(i, 1) % {sizes[1]}
            JOIN outcome_types AS o ON o.at = hash(i, 2) % {sizes[2]}
            ORDER BY i
        ) TO '{EVENTS}' (FORMAT parquet)""")
    # None, one or two countries an event.
    database.execute(f"""
        COPY (
            SELECT printf('e%016x', i) AS event_id, c.country, position,
                'clause' AS basis, c.country AS mention
            FROM range({rows}) AS n(i), range(1, 3) AS p(position)
            JOIN countrys AS c
                ON c.at = (hash(i, 8) + (position - 1) * 7) % {sizes[3]}
            WHERE position <= [0, 1, 1, 1, 2][1 + (hash(i, 9) % 5)::INT]
            ORDER BY i, position
        ) TO '{COUNTRIES}' (FORMAT parquet)""")


def _tidings(
    database: duckdb.DuckDBPyConnection, found: Counted, said: dict[str, Figures]
) -> None:
    if run([TIDINGS, "count", "--help"]).code != 0:
        found.skipped = "this version of the program has no verb `count`"
        return
    output = WORK / "counts"
    shutil.rmtree(output, ignore_errors=True)
    done = run(command(output))
    if done.code != 0:
        found.skipped = f"the verb `count` ended with {done.code}: {done.said.splitlines()[:1]}"
        return
    found.tidings = done
    for table, (keys, _) in TABLES.items():
        path = next(output.rglob(f"{table}.parquet"), None)
        path = path or next(output.rglob(f"{table}.csv"), None)
        if path is None:
            continue
        columns = ", ".join([*keys, *NUMBERS])
        rows = database.execute(f"SELECT {columns} FROM '{path}'").fetchall()
        found.compared.append(table)
        if _figures(rows, keys) != said[table]:
            found.differ.append(table)
    shutil.rmtree(output, ignore_errors=True)


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
