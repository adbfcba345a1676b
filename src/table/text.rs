//! The tables of what was read: files, documents, sections, items, sentences.

use super::{Code, table};
use jiff::civil::Date;

table! {
    Document, "documents", key ["document_id"],
    "A bulletin that was read.",
    document_id: Code, "Identifier made from the document's bytes: the same bytes have the same id in every release.";
    source: Code, "Path of the file below the input folder, with `/` between folders; of a document of a corpus, with `#` and its id behind it.";
    title: String, "Title: from the origin file, else the front matter or page, else the first heading or line. Empty: none found.";
    publisher: String, "Who published the bulletin, from its origin file or front matter.";
    date_published: String, "Date of publication as far as known: `2020-12-31`, `2020-12` or `2020`.";
    year_covered: Option<u64>, "The year whose events the bulletin reports, from its origin file, title or opening. Empty: none stated, or a longer period.";
    page_address: String, "Web address of the original page, from the origin file.";
    date_accessed: Option<Date>, "Day on which the page was read, from the origin file.";
    licence: String, "Licence or terms of the text, from the origin file.";
    note: String, "What else the origin file says of the text, such as that it is restated.";
    format: Code, "How the document is marked up: `text`, `markdown` or `html`. Of a `docx`, `eml` or `mbox` file: that; places in the source are then places in the HTML or text that was made of it.";
    encoding: Code, "Character encoding that the bytes were read with, such as `UTF-8`.";
    bytes: u64, "Size of the document in bytes: of the file, of the text of a corpus's row, or of what was made of a `docx`, `eml` or `mbox` file.";
    sha256: Code, "SHA-256 of these bytes, in hexadecimal.";
}

table! {
    SourceFile, "sources", key ["source_file"],
    "A file that was read for documents: itself a bulletin, or a corpus of many.",
    source_file: Code, "Path below the input folder, with `/` between folders; `stdin` for standard input. The `source` of a document is this path, in a corpus with `#` and the document's id behind it.";
    format: Code, "What the file holds, by the ending of its name without `.gz` or `.zst`.";
    bytes: Option<u64>, "Size of the file in bytes, packed as it is. Empty: it could not be read.";
    sha256: String, "SHA-256 of the file's bytes, packed as they are, in hexadecimal. Empty: it could not be read.";
    documents: u64, "Rows of `documents` that come from it: what is left out as a duplicate or as faulty is not counted.";
    problems: u64, "Rows of `problems` that were told when it was read, before its documents were coded.";
}

table! {
    Section, "sections", key ["section_id"],
    "A heading and what stands under it; the text before the first heading has no section.",
    section_id: Code, "Identifier: the document's id and the section's number.";
    document_id: Code => "documents", "The document it stands in.";
    position: u64, "Number within the document, from 1.";
    level: u64, "Depth of the heading: 1 is the highest.";
    heading: Code, "The heading's words, white space normalised.";
    line: u64, "Line of the source file, from 1.";
    byte_start: u64, "First byte of the heading in the source file, from 0.";
    byte_end: u64, "Byte after the heading's last.";
}

table! {
    Item, "items", key ["item_id"],
    "A bullet, paragraph, caption or quotation.",
    item_id: Code, "Identifier: the document's id and the item's number.";
    document_id: Code => "documents", "The document it stands in.";
    section_id: Option<Code> => "sections", "The section it stands in. Empty: before the first heading.";
    position: u64, "Number within the document, from 1: headings and the title are not counted.";
    kind: Code, "`bullet`, `paragraph`, `caption` or `quote`.";
    lead: String, "Words that open the item and name its subject, such as a country or theme. Empty: none.";
    text: Code, "The item's words, white space normalised, without its bullet mark.";
    line: u64, "Line of the source file, from 1.";
    byte_start: u64, "First byte in the source file, from 0.";
    byte_end: u64, "Byte after the last.";
}

table! {
    Sentence, "sentences", key ["sentence_id"],
    "A sentence of an item.",
    sentence_id: Code, "Identifier: the document's id and the sentence's number.";
    document_id: Code => "documents", "The document it stands in.";
    item_id: Code => "items", "The item it stands in.";
    position: u64, "Number within the document, from 1.";
    text: Code, "The sentence's words, white space normalised.";
    line: u64, "Line of the source file, from 1.";
    byte_start: u64, "First byte in the source file, from 0.";
    byte_end: u64, "Byte after the last.";
}

table! {
    Problem, "problems", key ["problem_id"],
    "Something that the reader of this release should know: a source that was left out, a guess that was made.",
    problem_id: u64, "Number within the release, from 1.";
    severity: Code, "`error`: something was left out; `warning`: something was guessed or looks wrong; `note`: for information.";
    code: Code, "Short name of the kind of problem.";
    source: String, "The file concerned. Empty: none in particular.";
    line: Option<u64>, "The line concerned, from 1. Empty: the whole file.";
    message: Code, "What is wrong.";
    hint: String, "What to do about it. Empty: nothing to be done.";
}
