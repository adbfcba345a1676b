// The filters: their choices, what is set, and what they leave.

const NAMES = {
  q: "Words", theme: "Theme", class: "Outcome class", outcome: "Outcome", status: "Status", region: "Region",
  country: "Country", year: "Year", month: "Month", document: "Document",
};

function documentLabel(document) {
  return document.title ? `${document.title} (${document.source})` : document.source;
}

const LABELS = {
  q: (value) => `“${value}”`,
  theme: (value) => THEMES.get(value)?.label ?? value,
  class: words,
  outcome: (value) => OUTCOMES.get(value)?.label ?? value,
  status: (value) => STATUSES.find(({ id }) => id === value)?.label ?? value,
  region: (value) => regionLabel(...regionKey(value)),
  country: countryName,
  year: (value) => (value === "unknown" ? "Year unknown" : value),
  month: (value) => value,
  document: (value) => {
    const found = DATA.documents.find(({ id }) => id === value);
    return found ? documentLabel(found) : value;
  },
};

function option(value, label) {
  return h("option", { value }, plain(label));
}

/** Fills the lists of choices, once. */
function choices() {
  const all = (label) => option("", label);
  const present = (values) => [...new Set(values)].sort();
  fillIn("f-theme", all("All themes"), [...THEMES.values()].map(({ id, label }) => option(id, label)));
  const classes = new Map();
  for (const outcome of OUTCOMES.values()) {
    if (!classes.has(outcome.outcomeClass)) classes.set(outcome.outcomeClass, []);
    classes.get(outcome.outcomeClass).push(outcome);
  }
  fillIn(
    "f-outcome",
    all("All outcomes"),
    [...classes].map(([id, outcomes]) =>
      h(
        "optgroup",
        { label: words(id) },
        option("class:" + id, `All of: ${words(id)}`),
        outcomes.map((outcome) => option(outcome.id, outcome.label)),
      ),
    ),
  );
  fillIn("f-status", all("All statuses"), STATUSES.map(({ id, label }) => option(id, label)));
  fillIn(
    "f-region",
    all("All regions"),
    [...SCHEMES].map(([scheme, regions]) =>
      h(
        "optgroup",
        { label: SCHEME_NAMES[scheme] ?? words(scheme) },
        [...regions].map(([id, label]) => option(`${scheme}.${id}`, label)),
      ),
    ),
  );
  const countries = present(EVENTS.flatMap((event) => event.codes));
  countries.sort((a, b) => countryName(a).localeCompare(countryName(b), "en"));
  fillIn("f-country", all("All countries"), countries.map((code) => option(code, countryName(code))));
  const years = present(EVENTS.map((event) => event.year ?? "unknown"));
  fillIn("f-year", all("All years"), years.map((year) => option(year, LABELS.year(year))));
  fillIn(
    "f-document",
    all("All documents"),
    DATA.documents.map((document) => option(document.id, documentLabel(document))),
  );
}

/** Sets the form to the state. */
function syncForm() {
  for (const key of ["theme", "status", "region", "country", "year", "document"]) {
    byId("f-" + key).value = state[key] ?? "";
  }
  byId("f-outcome").value = state.class ? "class:" + state.class : (state.outcome ?? "");
  const search = byId("f-q");
  if (document.activeElement !== search) search.value = state.q ?? "";
}

function listen() {
  const form = byId("form");
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
  form.addEventListener("change", ({ target }) => {
    const { name, value } = target;
    if (name === "q") return;
    if (name === "outcome") {
      const ofClass = value.startsWith("class:");
      go({ class: ofClass ? value.slice(6) : null, outcome: ofClass ? null : value });
    } else if (name === "region" && value) {
      go({ region: value, scheme: regionKey(value)[0] });
    } else go({ [name]: value, ...(name === "year" ? { month: null } : {}) });
  });
  let waiting;
  let typing = false;
  byId("f-q").addEventListener("focus", () => (typing = false));
  byId("f-q").addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      // One step back undoes a search, not a letter.
      go({ q: target.value.trim() || null }, typing);
      typing = true;
    }, 250);
  });
}

function chips() {
  const set = FILTERS.filter((key) => state[key]);
  const list = set.map((key) => {
    const label = plain(LABELS[key](state[key]));
    return h(
      "li",
      {},
      h(
        "a",
        { href: link({ [key]: null }), class: "chip", "aria-label": `Remove the filter ${NAMES[key]}: ${label}` },
        h("span", { class: "quiet" }, NAMES[key] + " "),
        h("bdi", {}, label),
        h("span", { class: "cross", "aria-hidden": "true" }, "×"),
      ),
    );
  });
  if (set.length > 1) {
    const none = Object.fromEntries(set.map((key) => [key, null]));
    list.push(h("li", {}, h("a", { href: link(none), class: "chip clear" }, "Clear all")));
  }
  return list;
}

/** What the filters leave, in words. */
function standing(events) {
  if (!isFiltered()) return `All ${some(EVENTS.length, "event")}`;
  return `${events.length.toLocaleString("en")} of ${some(EVENTS.length, "event")}`;
}
