// One event: its source text with the evidence highlighted, and each field
// with where it came from.

const AROUND = 2; // Passages shown before and after without unfolding.

function passage([kind, text, line], highlighted) {
  const inner = highlighted
    ? [
        ...shown(text.slice(0, highlighted.start)),
        h("mark", { id: "mark" }, ...shown(text.slice(highlighted.start, highlighted.end))),
        ...shown(text.slice(highlighted.end)),
      ]
    : shown(text);
  return h(
    "div",
    { class: "passage is-" + kind + (highlighted ? " here" : "") },
    h("span", { class: "line", title: `Line ${line} of the file` }, h("span", { class: "unheard" }, "Line "), String(line ?? "")),
    h("p", { dir: "auto" }, ...inner),
  );
}

function sourceText(event) {
  const { source } = event;
  if (event.passage === null) {
    return [
      h("blockquote", { class: "alone" }, h("p", { dir: "auto" }, h("mark", { id: "mark" }, ...shown(event.evidence)))),
      h("p", { class: "note" }, `This report has not room for all source texts. The words stand in the file, from line ${event.line} on.`),
    ];
  }
  const nodes = source.passages.map((each, at) => passage(each, at === event.passage ? event : null));
  const from = Math.max(0, event.passage - AROUND);
  const to = event.passage + AROUND + 1;
  const folded = (label, some) =>
    some.length ? h("details", { class: "fold rest" }, h("summary", {}, label), some) : null;
  return [
    folded(`${some(from, "passage")} before`, nodes.slice(0, from)),
    nodes.slice(from, to),
    folded(`${some(Math.max(0, nodes.length - to), "passage")} after`, nodes.slice(to)),
    DATA.texts_are_whole
      ? null
      : h("p", { class: "note" }, "Only passages with events are shown, for this report has not room for whole documents."),
  ];
}

/** A field: its name, its value, where it came from, what the column means. */
function field(name, value, basis, meaning) {
  const empty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  const body = empty ? [h("span", { class: "quiet" }, "unknown")] : [value].flat();
  return h(
    "div",
    { class: "field" },
    h("dt", {}, name),
    h(
      "dd",
      {},
      h("div", { class: "value" }, body),
      basis ? h("div", { class: "basis" }, "from: ", h("b", {}, plain(basis))) : null,
      meaning ? h("div", { class: "meaning quiet" }, meaning.replaceAll("`", "")) : null,
    ),
  );
}

/** Several values, each with its own basis and the words it was read from. */
function several(rows, label) {
  return rows.map((row) => {
    const { name, basis, mention } = label(row);
    return h(
      "div",
      { class: "one" },
      quoted(name),
      basis || mention
        ? h("span", { class: "basis" }, mention ? ["“", quoted(mention), "”"] : null, mention && basis ? ", " : null, basis ? ["from: ", h("b", {}, plain(basis))] : null)
        : null,
    );
  });
}

function fields(event) {
  const of = (column, table = "events") => DATA.explained[table]?.[column] ?? "";
  const theme = THEMES.get(event.theme);
  const outcome = OUTCOMES.get(event.outcome_type);
  const status = STATUSES.find(({ id }) => id === event.status);
  return h(
    "dl",
    { class: "fields" },
    field("Outcome type", [h("span", {}, plain(outcome?.label ?? event.outcome_type)), h("div", { class: "quiet" }, plain(outcome?.definition))], null, null),
    field("Status", [statusMark(event.status), " ", h("span", { class: "quiet" }, status?.meaning ?? "")], event.status_basis, of("status_basis")),
    field("Theme", [h("span", {}, plain(theme?.label ?? event.theme)), h("div", { class: "quiet" }, plain(theme?.definition))], event.theme_basis, of("theme_basis")),
    field(
      "Countries",
      several(event.countries, ([code, basis, mention]) => ({ name: `${countryName(code)} (${code})`, basis, mention })),
      null,
      event.codes.length ? of("basis", "event_countries") : "The text names none: counted as International.",
    ),
    field("Date", event.date || [event.date_start, event.date_end].filter(Boolean).join(" to "), event.date_basis, of("date", "events_flat")),
    event.people.length
      ? field("Persons", several(event.people, ([name, basis]) => ({ name, basis })), null, of("basis", "event_people"))
      : null,
    field("Persons concerned", event.people_count === null ? "" : event.people_count.toLocaleString("en"), null, of("people_count")),
    event.quantities.length
      ? field(
          "Numbers in the text",
          several(event.quantities, ([number, bound, unit, mention]) => ({
            name: [words(bound).toLowerCase(), number.toLocaleString("en"), unit].filter(Boolean).join(" "),
            mention,
          })),
          null,
          null,
        )
      : null,
    field("Cue", h("code", {}, plain(event.cue)), null, of("cue")),
    field("Score", String(event.score), null, of("score")),
    event.corrected
      ? field("Corrected", [h("span", {}, plain(event.corrected.replaceAll(";", ", "))), h("div", {}, quoted(event.correction_reason ?? ""))], "a person", of("corrected"))
      : null,
    others(event).length
      ? field(
          "Also reported",
          others(event).map((other) =>
            h(
              "div",
              { class: "one" },
              h("a", { href: link({ event: other.event_id }) }, quoted(documentName(other.source))),
              h("div", { class: "quiet" }, quoted(other.cluster_basis || event.cluster_basis)),
            ),
          ),
          null,
          of("cluster_id"),
        )
      : null,
    field("Event", [h("code", {}, event.event_id), h("div", { class: "quiet" }, h("code", {}, `tidings explain ${event.event_id}`), " shows how the sentence was read.")], null, null),
  );
}

function origin(source, line) {
  const address = webAddress(source.page_address);
  const known = [
    source.publisher ? quoted(source.publisher) : null,
    source.date_published ? quoted(source.date_published) : null,
    h("span", {}, quoted(source.source), `, line ${line}`),
    address ? h("a", { href: address, rel: "noopener noreferrer" }, "Page of the publisher") : null,
    source.licence ? h("span", {}, "Licence: ", quoted(source.licence)) : null,
  ];
  return [
    h("p", { class: "from" }, known.filter(Boolean).map((each) => h("span", {}, each))),
    source.note ? h("p", { class: "note" }, quoted(source.note)) : null,
  ];
}

function eventView(event, events) {
  const at = events.indexOf(event);
  const near = (step, label) => {
    const other = at < 0 ? null : events[at + step];
    return other
      ? h("a", { href: link({ event: other.event_id }) }, label)
      : h("span", { class: "quiet" }, label);
  };
  return [
    h(
      "nav",
      { class: "pages", "aria-label": "Events" },
      h("a", { href: link({ event: null, view: "events", page: pageOf(at) }), id: "back" }, "↑ All events"),
      near(-1, "← Previous"),
      at < 0 ? null : h("span", {}, `${at + 1} of ${events.length.toLocaleString("en")}`),
      near(1, "Next →"),
    ),
    h("h2", { id: "event-title", tabindex: "-1" }, `${plain(outcomeLabel(event))}: ${plain(places(event))}`),
    h("p", { class: "kind" }, statusMark(event.status), h("span", {}, plain(themeLabel(event))), event.date ? h("span", {}, event.date) : null),
    h(
      "div",
      { class: "sides" },
      h(
        "section",
        { "aria-labelledby": "source-title" },
        h("h3", { id: "source-title" }, quoted(documentName(event.source))),
        origin(event.source, event.line),
        h("div", { class: "source" }, sourceText(event)),
      ),
      h("section", { "aria-labelledby": "fields-title" }, h("h3", { id: "fields-title" }, "How it was coded"), fields(event)),
    ),
  ];
}
