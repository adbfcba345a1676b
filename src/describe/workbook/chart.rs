//! A chart beside each one-way count: stacked bars that tell the statuses
//! apart, drawn from the table itself, so that a filter changes it too.

use crate::table::{Sheet, Value, vocabulary};
use rust_xlsxwriter::{
    Chart, ChartLegendPosition, ChartType, Color, Worksheet, XlsxError,
};
use std::ops::Range;

/// Tables that get a chart, and the column that names their bars.
const ONE_WAY: [(&str, &str); 5] = [
    ("counts_by_theme", "theme_label"),
    ("counts_by_region", "region_label"),
    ("counts_by_outcome_type", "outcome_label"),
    ("counts_by_country", "country_name"),
    ("counts_by_year", "year"),
];

/// One colour a status, in the order of the vocabulary: told apart by people
/// who see colours otherwise, and in grey print by their lightness.
const COLOURS: [u32; 4] = [0x0021_66AC, 0x0092_C5DE, 0x00BD_BDBD, 0x00D6_604D];

/// Height of a row of cells, in pixels.
const ROW: u32 = 20;

/// Draws the charts of a table, if it is a one-way count; those of a table too
/// long for a chart are drawn from its `top` rows.
pub(super) fn beside(
    worksheet: &mut Worksheet,
    sheet: &Sheet<'_>,
    top: Option<&Sheet<'_>>,
) -> Result<(), XlsxError> {
    let name = sheet.table.name;
    let chart = ONE_WAY.iter().find(|(table, _)| *table == name);
    let Some(&(_, label)) = chart else { return Ok(()) };
    let subject = name.trim_start_matches("counts_by_").replace('_', " ");
    let (drawn, subject) = match top {
        Some(top) if name == "counts_by_country" => {
            let most = top.rows.len();
            (top, format!("{subject}, the {most} with most events"))
        }
        _ => (sheet, subject),
    };
    let column = u16::try_from(sheet.table.columns.len() + 1).unwrap_or(0);
    let mut row = 1;
    for (group, rows) in groups(drawn, label) {
        let mut title = format!("Events by {subject}");
        if !group.is_empty() {
            title = format!("{title} (scheme {group})");
        }
        let Some(mut chart) = stacked(drawn, label, &rows) else { continue };
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX).min(100);
        let height = if label == "year" { 380 } else { 130 + 22 * count };
        chart.title().set_name(&title);
        chart.set_height(height).set_width(760).set_alt_text(format!(
            "{title}, as stacked bars that tell the statuses apart. The figures stand in the table `{}`.",
            drawn.table.name
        ));
        worksheet.insert_chart(row, column, &chart)?;
        row += height / ROW + 2;
    }
    Ok(())
}

/// Runs of rows that belong into one chart: those of one region scheme, or
/// all. A row without a name, such as that of the undated events, is left out.
fn groups<'row>(
    sheet: &Sheet<'row>,
    label: &str,
) -> Vec<(&'row str, Range<usize>)> {
    let mut groups: Vec<(&str, Range<usize>)> = Vec::new();
    for row in 0..sheet.rows.len() {
        if sheet.cell(row, label) == Value::Null {
            continue;
        }
        let scheme = sheet.cell(row, "scheme").text();
        match groups.last_mut() {
            Some((same, rows)) if *same == scheme && rows.end == row => {
                rows.end += 1;
            }
            _ => groups.push((scheme, row..row + 1)),
        }
    }
    groups
}

fn stacked(
    sheet: &Sheet<'_>,
    label: &str,
    rows: &Range<usize>,
) -> Option<Chart> {
    let name = sheet.table.name;
    let is_time = label == "year";
    let mut chart = Chart::new(if is_time {
        ChartType::ColumnStacked
    } else {
        ChartType::BarStacked
    });
    // The header is row 0.
    let row = |row: usize| u32::try_from(row + 1).unwrap_or(u32::MAX);
    let (first, last) = (row(rows.start), row(rows.end - 1));
    let at = |name: &str| {
        sheet.column(name).and_then(|column| u16::try_from(column).ok())
    };
    let labels = at(label)?;
    let statuses = vocabulary("events", "status").unwrap_or(&[]);
    for (colour, (status, _)) in COLOURS.into_iter().zip(statuses) {
        let Some(values) = at(&format!("n_{status}")) else { continue };
        chart
            .add_series()
            .set_name(*status)
            .set_categories((name, first, labels, last, labels))
            .set_values((name, first, values, last, values))
            .set_format(
                rust_xlsxwriter::ChartFormat::new().set_solid_fill(
                    rust_xlsxwriter::ChartSolidFill::new()
                        .set_color(Color::RGB(colour)),
                ),
            )
            .set_overlap(100)
            .set_gap(40);
    }
    chart.legend().set_position(ChartLegendPosition::Top);
    if is_time {
        chart.y_axis().set_name("events");
    } else {
        // Of lying bars the upright axis has the names. The first row is the
        // uppermost bar.
        chart.y_axis().set_reverse();
        chart.x_axis().set_name("events");
    }
    Some(chart)
}
