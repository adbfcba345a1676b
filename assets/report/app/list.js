// The list of events, page by page, each with its words and a link to where
// they stand.

const PAGE = 25;
const PRINTED = 1000;

function statusMark(id) {
  const label = STATUSES.find((status) => status.id === id)?.label ?? words(id);
  return h("span", { class: "status is-" + id }, label);
}

function places(event) {
  return event.codes.length ? event.codes.map(countryName).join(", ") : "International";
}

function themeLabel(event) {
  return THEMES.get(event.theme)?.label ?? words(event.theme);
}

function outcomeLabel(event) {
  return OUTCOMES.get(event.outcome_type)?.label ?? words(event.outcome_type);
}

function entry(event) {
  return h(
    "li",
    { class: "entry", "data-id": event.event_id },
    h(
      "p",
      { class: "kind" },
      statusMark(event.status),
      h("b", {}, plain(outcomeLabel(event))),
      h("span", {}, plain(places(event))),
      event.date ? h("span", {}, event.date) : h("span", { class: "quiet" }, "undated"),
      event.corrected ? h("span", { class: "quiet" }, "corrected") : null,
      others(event).length ? h("span", { class: "quiet" }, some(others(event).length + 1, "report")) : null,
    ),
    h(
      "blockquote",
      {},
      h("a", { href: link({ event: event.event_id }), class: "evidence" }, quoted(event.evidence)),
    ),
    h(
      "p",
      { class: "from quiet" },
      h("span", {}, plain(themeLabel(event))),
      h("span", {}, quoted(documentName(event.source))),
      h("span", {}, "line " + event.line),
    ),
  );
}

/** The other reports of the same event. */
function others(event) {
  return REPORTS.get(event.cluster_id).filter((other) => other !== event);
}

function documentName(document) {
  return document.title || document.source;
}

/** The page of the list that an event stands on, for an address. */
function pageOf(at) {
  return at < PAGE ? null : String(Math.floor(at / PAGE) + 1);
}

function pages(total, page) {
  const last = Math.ceil(total / PAGE);
  if (last < 2) return null;
  const step = (to, label) =>
    to < 1 || to > last
      ? h("span", { class: "quiet" }, label)
      : h("a", { href: link({ page: to > 1 ? String(to) : null, view: "events" }) }, label);
  return h(
    "nav",
    { class: "pages", "aria-label": "Pages of the list" },
    step(page - 1, "← Previous"),
    h("span", {}, `Page ${page} of ${last}`),
    step(page + 1, "Next →"),
  );
}

/** `printing` shows all on one page, as far as paper is reasonable. */
function eventList(events, printing = false) {
  if (events.length === 0) return [nothing()];
  const size = printing ? PRINTED : PAGE;
  const last = Math.ceil(events.length / size);
  const page = printing ? 1 : Math.min(last, Math.max(1, parseInt(state.page, 10) || 1));
  const from = (page - 1) * size;
  const shown = events.slice(from, from + size);
  const to = from + shown.length;
  const said =
    shown.length === events.length
      ? `All ${some(events.length, "event")} that pass the filters, in the order of the documents.`
      : `Events ${from + 1} to ${to} of ${events.length.toLocaleString("en")}, in the order of the documents.`;
  return [
    h("p", { class: "note" }, isFiltered() ? said : said.replace(" that pass the filters", "")),
    h("ol", { class: "entries", start: from + 1 }, shown.map(entry)),
    printing ? null : pages(events.length, page),
  ];
}
