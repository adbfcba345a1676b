// What is shown stands in the address, after the `#`: so the Back button
// works, and an address can be kept and sent.

const FILTERS = [
  "q", "theme", "class", "outcome", "status", "region", "country", "year", "month", "document",
];
const VIEWS = ["scheme", "unit", "page", "view", "event"];

let state = {};

function readState() {
  const hash = location.hash.slice(1);
  if (hash && !hash.includes("=")) return; // An anchor changes nothing.
  const given = new URLSearchParams(hash);
  state = {};
  for (const key of [...FILTERS, ...VIEWS]) {
    const value = given.get(key);
    if (value) state[key] = value;
  }
}

/** The address of this state with some changes; `null` takes a key out. */
function link(changes) {
  const next = { ...state, ...changes };
  const moves = FILTERS.some((key) => key in changes);
  const parameters = new URLSearchParams();
  for (const key of [...FILTERS, ...VIEWS]) {
    // Other filters make another list: it begins on its first page.
    if (moves && ["page", "event"].includes(key) && !(key in changes)) continue;
    if (key === "view" && !("view" in changes)) continue;
    if (next[key]) parameters.set(key, next[key]);
  }
  return "#" + parameters.toString();
}

/** The address of the list of events under some more filters. */
function toEvents(filters) {
  return link({ ...filters, view: "events" });
}

let byLink = false;

function go(changes, replace = false) {
  const address = link(changes);
  byLink = true;
  if (address === (location.hash || "#")) render();
  else if (replace) location.replace(address);
  else location.hash = address;
}

function scheme() {
  return SCHEMES.has(state.scheme) ? state.scheme : [...SCHEMES.keys()][0];
}

const TESTS = {
  q: (value) => {
    const parts = folded(value).split(/\s+/).filter(Boolean);
    return (event) => parts.every((part) => searched(event).includes(part));
  },
  theme: (value) => (event) => event.theme === value,
  class: (value) => (event) => OUTCOMES.get(event.outcome_type)?.outcomeClass === value,
  outcome: (value) => (event) => event.outcome_type === value,
  status: (value) => (event) => event.status === value,
  region: (value) => {
    const [scheme, region] = regionKey(value);
    return (event) => regionsOf(event, scheme).includes(region);
  },
  country: (value) => (event) => event.codes.includes(value),
  year: (value) => (event) => (event.year ?? "unknown") === value,
  month: (value) => (event) => event.month === value,
  document: (value) => (event) => event.source.id === value,
};

/** `programme.africa` as scheme and region. */
function regionKey(value) {
  const dot = value.indexOf(".");
  return [value.slice(0, dot), value.slice(dot + 1)];
}

function isFiltered() {
  return FILTERS.some((key) => state[key]);
}

/** The events that pass every filter. */
function selection() {
  const tests = FILTERS.filter((key) => state[key]).map((key) => TESTS[key](state[key]));
  return tests.length ? EVENTS.filter((event) => tests.every((test) => test(event))) : EVENTS;
}
