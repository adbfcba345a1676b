"""LibreOffice opens workbook and CSV, and the values come back unchanged:
names in any script, dates, and cells that would run as formulas."""

import csv
import shutil
import subprocess

import openpyxl

# Comma, double quote, UTF-8, from line 1; cells as they are shown; all sheets.
EXPORT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
# The same for reading, every column as text: else a code such as 004 would be
# a number. docs say so to whoever opens a CSV file by hand.
COLUMNS = "/".join(f"{column}/2" for column in range(1, 41))
IMPORT = f"CSV:44,34,76,1,{COLUMNS},0,false,false"


def convert(folder, kind, files, *options):
    """Has LibreOffice convert files, with a profile of its own."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: apt-get install libreoffice-calc-nogui"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            *options,
            "--convert-to",
            kind,
            "--outdir",
            folder,
            *files,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )


def shown(value):
    """A value as LibreOffice shows it in the formats of the workbook."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def test_the_workbook_comes_back_unchanged(release, tmp_path):
    convert(tmp_path, EXPORT, [release.folder / "tidings.xlsx"])
    compared = 0
    for table in release.tables.values():
        path = tmp_path / f"tidings-{table.name}.csv"
        if not path.exists():
            continue
        with open(path, encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        expected = [list(map(shown, row)) for row in table.unguarded]
        width = len(table.columns)
        assert header[:width] == table.columns
        assert [row[:width] for row in rows] == expected, table.name
        compared += 1
    assert compared >= 12


def test_csv_files_come_back_unchanged(release, tmp_path):
    tables = [table for table in release.tables.values() if table.rows]
    convert(
        tmp_path, "xlsx", [table.csv for table in tables], f"--infilter={IMPORT}"
    )
    for table in tables:
        book = openpyxl.load_workbook(tmp_path / f"{table.name}.xlsx")
        rows = [list(row) for row in book.active.iter_rows()]
        formulas = [c.value for row in rows for c in row if c.data_type == "f"]
        assert formulas == [], table.name
        with open(table.csv, encoding="utf-8-sig", newline="") as file:
            expected = list(csv.reader(file))
        found = [[cell.value or "" for cell in row] for row in rows]
        assert found == expected, table.name
