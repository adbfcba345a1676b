"""Review sheets that were filled in a spreadsheet come back as they were meant."""

import csv
import shutil
import subprocess

import openpyxl
import pytest

from conftest import run


@pytest.fixture
def sheet(sample, tmp_path):
    path = tmp_path / "review.xlsx"
    run("review", "export", sample.folder, "--sheet", path, "--rows", "20")
    return path


def columns(worksheet):
    return {cell.value: cell.column for cell in worksheet[1]}


def fill(path):
    """Judges the first event wrong, and the second right; the first's id."""
    book = openpyxl.load_workbook(path)
    worksheet = book["review"]
    at = columns(worksheet)
    events = [row for row in range(2, worksheet.max_row + 1) if worksheet.cell(row, at["kind"]).value == "event"]
    first, second = events[:2]
    for column, value in {
        "verdict": "wrong", "status_is": "setback", "date_is": "2020-05", "people_count_is": 12, "reason": "=1+1",
    }.items():
        worksheet.cell(first, at[column]).value = value
    worksheet.cell(second, at["verdict"]).value = "right"
    book.save(path)
    return worksheet.cell(first, at["review_id"]).value


def imported(sheet, sample, folder):
    file = folder / "corrections.csv"
    run("review", "import", sheet, "--corrections", file, "--release", sample.folder)
    with open(file, encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def wanted(rows, event):
    said = {row["field"]: row["value"] for row in rows if row["event_id"] == event}
    assert said == {"status": "setback", "date": "2020-05", "people_count": "12"}
    assert [row["value"] for row in rows if row["event_id"] != event] == ["keep"]


def test_there_are_lists_to_choose_from(sheet):
    worksheet = openpyxl.load_workbook(sheet)["review"]
    at = columns(worksheet)
    lists = {
        str(validation.sqref).split(":")[0].rstrip("0123456789"): validation.formula1
        for validation in worksheet.data_validations.dataValidation
    }
    for column in ["verdict", "theme_is", "outcome_type_is", "status_is"]:
        assert openpyxl.utils.get_column_letter(at[column]) in lists, column
    book = openpyxl.load_workbook(sheet)
    assert "death_penalty" in [cell.value for cell in book["lists"]["B"]]


def test_openpyxl(sheet, sample, tmp_path):
    event = fill(sheet)
    wanted(imported(sheet, sample, tmp_path), event)


@pytest.mark.parametrize("form", ["xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"])
def test_libreoffice(sheet, sample, tmp_path, form):
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed"
    event = fill(sheet)
    saved = tmp_path / "saved"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", form, "--outdir", saved, sheet],
        check=True, capture_output=True, timeout=120,
    )
    found = next(saved.iterdir())
    wanted(imported(found, sample, tmp_path), event)
