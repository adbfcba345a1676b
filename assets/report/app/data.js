// The release's tables as they stand in this page, joined for reading.

const DATA = JSON.parse(byId("data").textContent);
const INTERNATIONAL = "international";
const UNASSIGNED = "unassigned";

const STATUSES = DATA.statuses.map(([id, meaning]) => ({ id, label: words(id), meaning }));
const THEMES = new Map(
  DATA.themes.map(([id, label, definition]) => [id, { id, label, definition }]),
);
const OUTCOMES = new Map(
  DATA.outcomes.map(([id, label, definition, outcomeClass]) => [
    id,
    { id, label, definition, outcomeClass },
  ]),
);
const SCHEME_NAMES = {
  programme: "five programme regions",
  un: "UN regions",
  un_sub: "UN sub-regions",
};

/** For each scheme its regions: id to label. */
const SCHEMES = new Map();
for (const [scheme, region, label] of DATA.regions) {
  if (!SCHEMES.has(scheme)) SCHEMES.set(scheme, new Map());
  SCHEMES.get(scheme).set(region, label);
}
// What is no region comes after the regions.
for (const regions of SCHEMES.values()) {
  for (const id of [INTERNATIONAL, UNASSIGNED]) {
    const label = regions.get(id);
    if (regions.delete(id)) regions.set(id, label);
  }
}

function countryName(code) {
  return DATA.countries[code]?.[0] ?? code;
}

function regionOf(scheme, code) {
  return DATA.countries[code]?.[1]?.[scheme] ?? UNASSIGNED;
}

function regionLabel(scheme, region) {
  return SCHEMES.get(scheme)?.get(region) ?? words(region);
}

/** The regions that an event concerns, each once. */
function regionsOf(event, scheme) {
  if (event.codes.length === 0) return [INTERNATIONAL];
  return [...new Set(event.codes.map((code) => regionOf(scheme, code)))];
}

const EVENTS = DATA.events.rows.map((row) => {
  const event = {};
  DATA.events.columns.forEach((column, at) => {
    event[column] = row[at];
  });
  event.source = DATA.documents[event.document];
  if (event.evidence === null) {
    event.evidence = event.source.passages[event.passage][1].slice(event.start, event.end);
  }
  event.codes = event.countries.map(([code]) => code);
  event.first = event.cluster_id === event.event_id;
  // As the counts have it: a year or month is known where the first and the
  // last possible day share it.
  const [first, last] = [event.date_start, event.date_end];
  const same = (length) =>
    first && last && first.slice(0, length) === last.slice(0, length)
      ? first.slice(0, length)
      : null;
  event.year = same(4);
  event.month = same(7);
  return event;
});
const BY_ID = new Map(EVENTS.map((event) => [event.event_id, event]));

/** All reports of one event, by the id of the first. */
const REPORTS = new Map();
for (const event of EVENTS) {
  if (!REPORTS.has(event.cluster_id)) REPORTS.set(event.cluster_id, []);
  REPORTS.get(event.cluster_id).push(event);
}

/** Case and accents do not matter to a search. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What a search looks into: made when first asked for. */
function searched(event) {
  event.searched ??= folded(
    [
      event.evidence,
      event.section ?? "",
      event.source.title ?? "",
      THEMES.get(event.theme)?.label ?? "",
      OUTCOMES.get(event.outcome_type)?.label ?? "",
      ...event.countries.flatMap(([code, , mention]) => [countryName(code), mention ?? ""]),
      ...event.people.map(([name]) => name),
    ].join("\n"),
  );
  return event.searched;
}
