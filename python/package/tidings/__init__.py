"""Codes narrative human-rights bulletins into events.

>>> import tidings
>>> coded = tidings.code(["In March 2020 Egypt released the journalist Mona Adel."])
>>> len(coded.events)
1
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from . import _tidings
from ._tidings import TidingsError, __version__

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Codebook", "Coded", "Table", "TidingsError", "code", "__version__"]


class Codebook:
    """The rules of coding: CSV files, made ready once and used for many calls.

    `folder` is one that `tidings codebook export` wrote; left out, the codebook that the package was built with.

    Raises `TidingsError` if the folder holds no codebook, or one that cannot be used; the message names file, line and
    cure. Raises `OSError` if the folder cannot be read.
    """

    def __init__(self, folder: str | PathLike[str] | None = None) -> None:
        files = None
        if folder is not None:
            folder = Path(folder)
            found = [*folder.glob("*.csv"), *folder.glob("cues/*.csv")]
            # An empty folder must fail as one that is missing does.
            list(folder.iterdir())
            files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
        self._inner = _tidings.Codebook(files)

    @property
    def sha256(self) -> str:
        """What tells this codebook from others: releases and tables carry it."""
        return self._inner.sha256

    def __repr__(self) -> str:
        return f"<tidings.Codebook {self.sha256[:12]}>"


@cache
def _built_in() -> Codebook:
    return Codebook()


class Table:
    """Rows as an Arrow table: anything that knows the Arrow C stream interface takes it as it is.

    `pyarrow.table(table)`, `polars.DataFrame(table)`, `duckdb.sql("from table")`.
    """

    def __init__(self, inner: _tidings.Table) -> None:
        self._inner = inner

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._inner.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._inner)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._inner.columns

    def to_pyarrow(self) -> pyarrow.Table:
        """A `pyarrow.Table`."""
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """A `polars.DataFrame`."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A `pandas.DataFrame`, by way of pyarrow; days stay days, and unknown is missing."""
        return self.to_pyarrow().to_pandas()

    def __repr__(self) -> str:
        return f"<tidings.Table {len(self)} rows × {len(self.columns)} columns>"


@dataclass(frozen=True)
class Coded:
    """What texts were coded as: one table each; columns as in `docs/reference/tables.md`."""

    events: Table
    """One row an event."""
    event_countries: Table
    """One row for each country of an event."""
    event_people: Table
    """One row for each person whom an event names."""
    event_quantities: Table
    """One row for each number of an event."""
    documents: Table
    """One row a text, in their order, with `status` (`coded` or `error`) and `message`."""


def code(
    texts: Iterable[str | None],
    *,
    ids: Iterable[str] | None = None,
    titles: Iterable[str | None] | None = None,
    dates: Iterable[str | None] | None = None,
    urls: Iterable[str | None] | None = None,
    publishers: Iterable[str | None] | None = None,
    format: str = "text",
    source: str = "python",
    codebook: Codebook | None = None,
    threads: int = 1,
) -> Coded:
    """Codes texts: the rows that `tidings build` makes of the same documents in a corpus file named `source`.

    `ids` name the texts (left out: their numbers, from 1) and should differ; `dates` are days of publication such as
    `2020-12-31` (or `2020-12`, `2020`); `format` is `text`, `markdown` or `html`; `threads` is how many cores to use.
    Lists beside `texts` have as many entries, `None` where nothing is known.

    A text that cannot be coded (`None`, too long) stops nothing: it is a row of `documents` with the status `error`.

    Raises `ValueError` if lists differ in length, `format` is unknown or `threads` is not positive; `TypeError` if an
    entry is no string.
    """
    texts = list(texts)
    columns = {"id": [str(number) for number in range(1, len(texts) + 1)] if ids is None else list(ids), "text": texts}
    for name, values in (("title", titles), ("date", dates), ("url", urls), ("publisher", publishers)):
        if values is not None:
            columns[name] = list(values)
    inner = (codebook or _built_in())._inner
    tables = _tidings.code(inner, columns, format, source, threads)
    return Coded(**{name: Table(table) for name, table in tables.items()})
