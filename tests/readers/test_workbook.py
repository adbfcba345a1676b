"""openpyxl opens the workbook and finds in it what the CSV files hold."""

import datetime

import openpyxl
import pytest

ONE_WAY = {
    "counts_by_theme": 1,
    "counts_by_region": 3,
    "counts_by_outcome_type": 1,
    "counts_by_country": 1,
    "counts_by_year": 1,
}


@pytest.fixture
def book(release):
    return openpyxl.load_workbook(release.folder / "tidings.xlsx", rich_text=False)


def cells(sheet):
    """The values of a sheet's rows below its header."""
    rows = sheet.iter_rows(min_row=2, values_only=True)
    day = lambda cell: cell.date() if isinstance(cell, datetime.datetime) else cell
    return [tuple(map(day, row)) for row in rows]


def test_every_table_is_as_in_its_csv_without_the_guard(release, book):
    shown = [name for name in book.sheetnames if name in release.tables]
    counts = {name for name in release.tables if name.startswith("counts_by_")}
    assert counts | {"events_flat", "documents"} <= set(shown)
    for name in shown:
        sheet, table = book[name], release.tables[name]
        header = [cell.value for cell in sheet[1]]
        assert header == table.columns, name
        assert cells(sheet) == table.unguarded, name


def test_cells_are_of_the_declared_types(release, book):
    letters = {"string": "s", "integer": "n", "number": "n", "date": "d", "boolean": "b"}
    for name in book.sheetnames:
        for row in book[name].iter_rows():
            assert all(cell.data_type != "f" for cell in row), f"a formula in {name}"
        if name not in release.tables:
            continue
        kinds = release.tables[name].types.values()
        for row in book[name].iter_rows(min_row=2):
            for cell, kind in zip(row, kinds):
                known = cell.value is not None
                assert not known or cell.data_type == letters[kind], cell.coordinate


def test_what_would_run_stays_text_when_it_is_edited(hostile):
    book = openpyxl.load_workbook(hostile.folder / "tidings.xlsx")
    titles = [cell for row in book["documents"].iter_rows() for cell in row]
    live = [cell for cell in titles if str(cell.value).startswith("=")]
    assert live and all(cell.quotePrefix for cell in live)


def test_headers_stay_and_filter_and_columns_fit(release, book):
    for sheet in book.worksheets:
        if sheet.title == "README":
            continue
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref == sheet.dimensions, sheet.title
        for column in sheet.columns:
            width = sheet.column_dimensions[column[0].column_letter].width
            assert len(column[0].value) < width < 80, (sheet.title, column[0].value)


def test_a_chart_beside_each_one_way_count_draws_its_statuses(sample):
    book = openpyxl.load_workbook(sample.folder / "tidings.xlsx")
    for sheet in book.worksheets:
        assert len(sheet._charts) == ONE_WAY.get(sheet.title, 0), sheet.title
        for chart in sheet._charts:
            assert chart.grouping == "stacked"
            assert len(chart.series) == 4
            for series in chart.series:
                name, ref = series.val.numRef.f.split("!")
                drawn = book[name.strip("'")][ref.replace("$", "")]
                cached = [int(point.v) for point in series.val.numRef.numCache.pt]
                assert [row[0].value for row in drawn] == cached
                header = drawn[0][0].column_letter + "1"
                title = series.tx.v or series.tx.strRef.f
                assert book[name.strip("'")][header].value == f"n_{title}"


def test_the_charts_show_every_dated_event(sample):
    book = openpyxl.load_workbook(sample.folder / "tidings.xlsx")
    (chart,) = book["counts_by_year"]._charts
    drawn = sum(
        int(point.v) for s in chart.series for point in s.val.numRef.numCache.pt
    )
    dates = [row[0] for row in sample.tables["counts_by_year"].rows]
    counts = [row[1] for row in sample.tables["counts_by_year"].rows]
    assert drawn == sum(n for year, n in zip(dates, counts) if year is not None)


def test_the_first_sheet_says_what_this_is(release, book):
    words = "\n".join(
        str(cell) for row in book["README"].iter_rows(values_only=True) for cell in row
    )
    ours = release.package["tidings"]
    assert book.sheetnames[0] == "README"
    assert ours["codebook_sha256"] in words and ours["version"] in words
    assert release.package["citation"] in words
    links = {cell.hyperlink.location for cell in book["README"]["A"] if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in book.sheetnames[1:]}


def test_the_dictionary_explains_every_column(release, book):
    told = {(row[0], row[1]): row[4] for row in cells(book["dictionary"])}
    for name, table in release.tables.items():
        if name in book.sheetnames:
            for field in table.fields:
                assert told[name, field["name"]] == field["description"]
