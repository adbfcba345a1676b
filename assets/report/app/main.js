// Shows what the address says, and follows it.

/** Where the reader was at each address: place and link last followed. */
const visited = new Map();
let here = location.hash;
let drawn = 0;

function head(text, id) {
  return h("p", { class: "note", id }, text);
}

/** The columns of figures behind those that every table has. Margins are of all
 *  events, and of published counts: a selection and a month have none. */
function columns(extra = [], isPublished = true) {
  const margins = isPublished && !isFiltered() ? [["People would count", "likely"]] : [];
  return [["Distinct", "distinct"], ...extra, ...margins];
}

/** A one-way count: chart, what it leaves out, table. */
function oneWay(id, name, all, note, extra) {
  const box = h("div", { class: "canvas" });
  const rows = all.filter((row) => row.figures.n > 0);
  const empty = all.length - rows.length;
  const left = empty ? ` Without events, and in the table only: ${empty}.` : "";
  fillIn(id, head(note + left), rows.length ? box : nothing(), figuresTable(id, name, all, columns(extra)));
  if (rows.length) barChart(box, rows, name);
}

function byCount(rows) {
  return rows
    .map((row, at) => ({ row, at }))
    .sort((a, b) => b.row.figures.n - a.row.figures.n || a.at - b.at)
    .map(({ row }) => row);
}

function categories(kind, events) {
  const found = count(kind, events);
  const figures = (id) => found.get(id) ?? emptyFigures();
  const row = (id, label, filters) => ({ id, label, filters, figures: figures(id) });
  if (kind === "theme") {
    return [...THEMES.values()].map(({ id, label }) => row(id, label, { theme: id }));
  }
  if (kind === "outcome") {
    return [...OUTCOMES.values()].map(({ id, label }) => row(id, label, { outcome: id, class: null }));
  }
  return [...SCHEMES.get(scheme())].map(([id, label]) => row(id, label, { region: `${scheme()}.${id}` }));
}

/** A row of choices, made once: the keyboard stays where it is. */
function switches(id, all, now) {
  const box = byId(id);
  if (!box.querySelector("input")) {
    for (const [value, label] of all) {
      const input = h("input", { type: "radio", name: id, value });
      input.addEventListener("change", () => go({ [id]: value }, true));
      box.append(h("label", {}, input, " ", label));
    }
  }
  for (const input of box.querySelectorAll("input")) input.checked = input.value === now;
}

function glance(events) {
  const sums = { documents: new Set(), achieved: 0, announced: 0, ongoing: 0, setback: 0 };
  for (const event of events) {
    sums[event.status] += 1;
    sums.documents.add(event.document);
  }
  const documents = isFiltered() ? sums.documents.size : DATA.documents.length;
  const figure = (key, label, number, address, meaning) =>
    h(
      "div",
      { class: "figure is-" + key, "data-key": key },
      h("dt", {}, label),
      h("dd", {}, address && number ? h("a", { href: address }, number.toLocaleString("en")) : number.toLocaleString("en")),
      meaning ? h("dd", { class: "meaning" }, meaning) : null,
    );
  return [
    figure("documents", "Documents", documents, null, isFiltered() ? "report these" : "were read"),
    figure("events", "Events", events.length, toEvents({}), isFiltered() ? "pass the filters" : "were coded"),
    figure("distinct", "Distinct", events.filter((event) => event.first).length, null, "reports of one event counted once"),
    DATA.margin && !isFiltered()
      ? figure("likely", "People would count", Math.round(DATA.margin[0]), null, `${DATA.margin[1]} to ${DATA.margin[2]}, with 95 % confidence`)
      : null,
    ...STATUSES.map(({ id, label, meaning }) =>
      figure(id, label, sums[id], toEvents({ status: id }), meaning.toLowerCase()),
    ),
  ];
}

function drawCharts(events) {
  drawn = byId("overview").clientWidth;
  oneWay("themes", "Events by theme", byCount(categories("theme", events)), "The right at stake.");
  oneWay(
    "regions",
    "Events by region",
    byCount(categories("region", events)),
    "An event counts once in each region that it concerns, so that regions may add up to more than all events. In the column “shared” each event is shared equally among its countries.",
    [["Shared", "weighted"]],
  );
  oneWay("outcomes", "Events by outcome type", byCount(categories("outcome", events)), "What happened.");
  const unit = state.unit === "month" ? "month" : "year";
  const { rows, unknown } = timeRows(events, unit);
  const box = scrolling(h("div", { class: "canvas" }), `Events by ${unit}`);
  const said = unknown.n
    ? `Not in the chart: ${some(unknown.n, "event")} whose ${unit} the text does not tell.`
    : "";
  const table = [
    ...rows.filter((row) => row.figures.n > 0),
    { id: "unknown", label: "Unknown", figures: unknown, filters: unit === "year" ? { year: "unknown" } : null },
  ];
  fillIn("time", head(said), rows.length ? box : nothing(), figuresTable("time", `Events by ${unit}`, table, columns([], unit === "year")));
  if (rows.length) timeChart(box.firstChild, rows, unit);
  box.scrollLeft = box.scrollWidth; // What is newest shows first.
}

function drawCrossings(events) {
  const [themes, outcomes, regions] = ["theme", "outcome", "region"].map((kind) => categories(kind, events));
  fillIn(
    "crossings",
    heatTable("theme-region", "Theme and region", themes, regions, count("theme_region", events)),
    heatTable("outcome-region", "Outcome type and region", outcomes, regions, count("outcome_region", events)),
    heatTable("theme-outcome", "Theme and outcome type", themes, outcomes, count("theme_outcome", events)),
  );
}

function render() {
  const left = state.event;
  readState();
  here = location.hash;
  const events = selection();
  const event = BY_ID.get(state.event);
  byId("overview").hidden = Boolean(event);
  byId("event").hidden = !event;
  syncForm();
  fillIn("chips", chips());
  const now = standing(events);
  if (byId("live").textContent !== now) byId("live").textContent = now;
  if (event) {
    fillIn("event", eventView(event, events));
  } else {
    byId("event").replaceChildren();
    fillIn("glance", glance(events));
    const schemes = [...SCHEMES.keys()].map((id) => [id, SCHEME_NAMES[id] ?? words(id)]);
    switches("scheme", schemes, scheme());
    switches("unit", [["year", "year"], ["month", "month"]], state.unit === "month" ? "month" : "year");
    drawCharts(events);
    drawCrossings(events);
    fillIn("events", eventList(events));
  }
  settle(event, left);
}

function entryOf(id) {
  const entry = [...document.querySelectorAll(".entry")].find((each) => each.dataset.id === id);
  return entry?.querySelector(".evidence");
}

/** Puts reader and keyboard where they expect to be; `left` is the event
 *  that was shown before. */
function settle(event, left) {
  const back = byLink ? null : visited.get(here);
  byLink = false;
  const show = (title, from) => {
    byId(title).focus({ preventScroll: true });
    byId(from).scrollIntoView();
  };
  if (back) {
    const followed = [...document.querySelectorAll("main a")].find((a) => a.getAttribute("href") === back.href);
    followed?.focus({ preventScroll: true });
    scrollTo(0, back.y);
  } else if (event) show("event-title", "event");
  else if (left && entryOf(left)) {
    entryOf(left).focus({ preventScroll: true });
    entryOf(left).scrollIntoView({ block: "center" });
  } else if (state.view === "events") show("events-title", "events-section");
}

function follow() {
  addEventListener("hashchange", render);
  document.addEventListener("click", (click) => {
    const a = click.target.closest?.("a");
    if (!a) return;
    const to = a.getAttribute("data-to");
    if (to) {
      click.preventDefault();
      byId(to).focus({ preventScroll: true });
      byId(to).scrollIntoView();
      return;
    }
    const href = a.getAttribute("href");
    if (!href?.startsWith("#")) return;
    visited.set(here, { y: scrollY, href });
    if (click.button === 0 && !click.ctrlKey && !click.metaKey && !click.shiftKey) {
      byLink = true;
      // An address that is shown already changes nothing by itself.
      if (href === location.hash) render();
    }
  });
  new ResizeObserver(() => {
    if (!byId("overview").hidden && byId("overview").clientWidth !== drawn) drawCharts(selection());
  }).observe(byId("overview"));
  const narrow = matchMedia("(max-width: 60rem)");
  byId("filters-fold").open = !narrow.matches;
  narrow.addEventListener("change", () => (byId("filters-fold").open = !narrow.matches));
  // On paper: every table unfolded, every event of the selection listed.
  addEventListener("beforeprint", () => {
    document.querySelectorAll("main details").forEach((each) => (each.open = true));
    if (!byId("overview").hidden) fillIn("events", eventList(selection(), true));
  });
  addEventListener("afterprint", render);
}

function begin() {
  const { about, documents } = DATA;
  const years = EVENTS.map((event) => event.year).filter(Boolean).sort();
  const span = years.length ? `, ${years[0]} to ${years[years.length - 1]}` : "";
  byId("about").textContent =
    `${some(EVENTS.length, "event")} coded from ${some(documents.length, "document")}${span}: ` +
    "each number leads to its events, each event to the sentence that states it.";
  byId("colophon").textContent =
    `Made by tidings ${about.version}, codebook version ${about.codebook_version} (SHA-256 ${about.codebook_sha256}). ` +
    "The same figures stand in the folders csv and parquet beside this page; README.md explains every column.";
  fillIn("legend", legend());
  choices();
  listen();
  follow();
  render();
}

begin();
