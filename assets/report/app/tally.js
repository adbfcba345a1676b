// Counts. Without a filter they are the published ones, read from the tables
// of counts; with a filter they are made from the events by the same rules:
// the unit is the event, by region it counts once in each that it concerns,
// and a setback is never counted as a win.

function emptyFigures() {
  return { n: 0, distinct: 0, achieved: 0, announced: 0, ongoing: 0, setback: 0, documents: 0, weighted: 0, likely: "" };
}

/** Figures by key, where `keysOf` gives each event's keys with its share. */
function tally(events, keysOf) {
  const found = new Map();
  for (const event of events) {
    for (const [key, share] of keysOf(event)) {
      let figures = found.get(key);
      if (!figures) {
        figures = { ...emptyFigures(), sources: new Set() };
        found.set(key, figures);
      }
      figures.n += 1;
      figures.distinct += event.first ? 1 : 0;
      figures[event.status] += 1;
      figures.weighted += share;
      figures.sources.add(event.document);
    }
  }
  for (const figures of found.values()) {
    figures.documents = figures.sources.size;
    figures.weighted = Math.round(figures.weighted * 1e6) / 1e6;
  }
  return found;
}

/** What people would count: `42 (32 to 54)`; nothing where gold is too little. */
function margin(adjusted, low, high) {
  const shown = (number) => number.toLocaleString("en");
  return low === null ? "" : `${shown(Math.round(adjusted))} (${shown(low)} to ${shown(high)})`;
}

/** Published figures by key, made of some columns of their table. */
function published(table, keyOf) {
  const { columns, rows } = DATA.counts[table];
  const found = new Map();
  for (const row of rows) {
    const cells = Object.fromEntries(columns.map((column, at) => [column, row[at]]));
    const key = keyOf(cells);
    if (key === null) continue;
    const figures = emptyFigures();
    figures.n = cells.n_events;
    figures.distinct = cells.n_distinct;
    figures.likely = margin(cells.n_adjusted, cells.n_low, cells.n_high);
    for (const { id } of STATUSES) figures[id] = cells["n_" + id];
    figures.documents = cells.n_documents;
    figures.weighted = cells.weighted_events;
    found.set(key, figures);
  }
  return found;
}

const PAIR = "\n"; // No id holds a line break.

/** The regions of an event in a scheme, each with its share of the event. */
function regionShares(event, scheme) {
  const all = event.codes.length;
  return regionsOf(event, scheme).map((region) => {
    const here = event.codes.filter((code) => regionOf(scheme, code) === region).length;
    return [region, all ? here / all : 1];
  });
}

const BY = {
  theme: {
    table: "counts_by_theme",
    key: (row) => row.theme,
    of: (event) => [[event.theme, 1]],
  },
  outcome: {
    table: "counts_by_outcome_type",
    key: (row) => row.outcome_type,
    of: (event) => [[event.outcome_type, 1]],
  },
  region: {
    table: "counts_by_region",
    key: (row) => (row.scheme === scheme() ? row.region : null),
    of: (event) => regionShares(event, scheme()),
  },
  year: {
    table: "counts_by_year",
    key: (row) => (row.year === null ? "unknown" : String(row.year)),
    of: (event) => [[event.year ?? "unknown", 1]],
  },
  theme_region: {
    table: "counts_by_theme_region",
    key: (row) => (row.scheme === scheme() ? row.theme + PAIR + row.region : null),
    of: (event) =>
      regionShares(event, scheme()).map(([region, share]) => [event.theme + PAIR + region, share]),
  },
  theme_outcome: {
    table: "counts_by_theme_outcome_type",
    key: (row) => row.theme + PAIR + row.outcome_type,
    of: (event) => [[event.theme + PAIR + event.outcome_type, 1]],
  },
  outcome_region: {
    table: "counts_by_region_outcome_type",
    key: (row) => (row.scheme === scheme() ? row.outcome_type + PAIR + row.region : null),
    of: (event) =>
      regionShares(event, scheme()).map(([region, share]) => [
        event.outcome_type + PAIR + region,
        share,
      ]),
  },
};

function count(kind, events) {
  const { table, key, of } = BY[kind];
  return isFiltered() ? tally(events, of) : published(table, key);
}

/** `5 events: 4 achieved, 1 setback`. */
function spoken(figures) {
  const parts = STATUSES.filter(({ id }) => figures[id]).map(
    ({ id, label }) => `${figures[id].toLocaleString("en")} ${label.toLowerCase()}`,
  );
  return some(figures.n, "event") + (parts.length ? ": " + parts.join(", ") : "");
}
