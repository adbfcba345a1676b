//! How cells look. Looks only: no cell's value hangs on them.

use rust_xlsxwriter::{Color, Format, FormatAlign};

/// The formats of the workbook.
pub(super) struct Styles {
    /// The row of column names.
    pub(super) header: Format,
    /// Cells of few words, numbers.
    pub(super) plain: Format,
    /// Text that needs several lines.
    pub(super) wrapped: Format,
    /// Text that would run if somebody typed it: stays text when it is edited.
    pub(super) live: Format,
    /// A calendar day.
    pub(super) day: Format,
    /// A link to another sheet.
    pub(super) link: Format,
    /// Title of the cover.
    pub(super) title: Format,
    /// Headings of the cover.
    pub(super) heading: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        let wrapped = plain.clone().set_text_wrap();
        Self {
            header: plain
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00E7_EDF3)),
            live: wrapped.clone().set_quote_prefix(),
            day: plain.clone().set_num_format("yyyy-mm-dd"),
            link: plain.clone().set_hyperlink(),
            title: plain.clone().set_bold().set_font_size(16),
            heading: plain.clone().set_bold().set_font_size(12),
            plain,
            wrapped,
        }
    }
}
