// Figures as tables: what stands below each chart, and the crossings, whose
// cells are shaded by their number.

function figureCell(number, filters, name) {
  const shown = number.toLocaleString("en");
  const inner = number > 0 && filters
    ? h("a", { href: toEvents(filters), "aria-label": `${shown} ${name}` }, shown)
    : shown;
  return h("td", { class: "n" }, inner);
}

/** The table below a chart, folded until asked for. `extra` are more columns
 *  as pairs of heading and key of the figures. */
function figuresTable(id, what, rows, extra = []) {
  const heads = ["Events", ...STATUSES.map(({ label }) => label), "Documents", ...extra.map(([head]) => head)];
  const body = rows.map((row) => {
    const { figures, filters } = row;
    const name = plain(row.label);
    return h(
      "tr",
      { "data-key": row.id },
      h("th", { scope: "row" }, name),
      figureCell(figures.n, filters, `events: ${name}`),
      STATUSES.map((status) =>
        figureCell(
          figures[status.id],
          filters && { ...filters, status: status.id },
          `${status.label.toLowerCase()}: ${name}`,
        ),
      ),
      h("td", { class: "n" }, figures.documents.toLocaleString("en")),
      extra.map(([, key]) => h("td", { class: "n" }, String(figures[key]))),
    );
  });
  const table = h(
    "table",
    { class: "figures", id: id + "-table" },
    h("caption", {}, what),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, ""), heads.map((head) => h("th", { scope: "col", class: "n" }, head)))),
    h("tbody", {}, body),
  );
  table.querySelector("thead th").append(h("span", { class: "unheard" }, "Category"));
  const folded = h("details", { class: "fold", id: id + "-figures" });
  folded.open = open.has(folded.id);
  folded.addEventListener("toggle", () => open[folded.open ? "add" : "delete"](folded.id));
  folded.append(h("summary", {}, `Figures as a table: ${what.toLowerCase()}`), scrolling(table, what));
  return folded;
}

/** Folds that the reader has opened stay open when figures change. */
const open = new Set();

/** A box that scrolls sideways, by keyboard too. */
function scrolling(inner, label) {
  return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": label }, inner);
}

/** Which of six shades a number gets: by square root, so that small numbers
 *  differ. */
function shade(number, most) {
  return number === 0 ? 0 : Math.max(1, Math.ceil(5 * Math.sqrt(number / most)));
}

/** A crossing. Rows and columns are `{ id, label, filters }`; those without
 *  an event are left out, which the note says. */
function heatTable(id, what, down, across, found) {
  const at = (row, column) => found.get(row.id + PAIR + column.id) ?? emptyFigures();
  const rows = down.filter((row) => across.some((column) => at(row, column).n > 0));
  const columns = across.filter((column) => down.some((row) => at(row, column).n > 0));
  const title = h("h3", { id: id + "-title" }, what);
  if (rows.length === 0) return h("section", { "aria-labelledby": title.id }, title, nothing());
  const most = Math.max(...[...found.values()].map((figures) => figures.n));
  const cell = (row, column) => {
    const figures = at(row, column);
    if (figures.n === 0) {
      return h("td", { class: "heat-0" }, h("span", { "aria-hidden": "true" }, "·"), h("span", { class: "unheard" }, "0"));
    }
    const name = `${plain(row.label)} and ${plain(column.label)}: ${spoken(figures)}`;
    const filters = { ...row.filters, ...column.filters };
    // Drawn by the style, so that who copies the table gets plain numbers.
    const back = figures.setback ? figures.setback.toLocaleString("en") : null;
    return h(
      "td",
      { class: "heat-" + shade(figures.n, most), "data-n": figures.n },
      h("a", { href: toEvents(filters), "aria-label": name, title: name, "data-back": back }, figures.n.toLocaleString("en")),
    );
  };
  const table = h(
    "table",
    { class: columns.length > 8 ? "heat upright" : "heat", id },
    h("caption", { class: "unheard" }, what),
    h(
      "thead",
      {},
      h("tr", {}, h("td", {}), columns.map((column) => h("th", { scope: "col", "data-key": column.id }, h("span", {}, plain(column.label))))),
    ),
    h(
      "tbody",
      {},
      rows.map((row) =>
        h(
          "tr",
          { "data-key": row.id },
          h("th", { scope: "row" }, plain(row.label)),
          columns.map((column) => cell(row, column)),
        ),
      ),
    ),
  );
  const left = [
    down.length - rows.length ? some(down.length - rows.length, "row") : null,
    across.length - columns.length ? some(across.length - columns.length, "column") : null,
  ].filter(Boolean);
  const note = left.length ? h("p", { class: "note" }, `Left out, for they have no events: ${left.join(" and ")}.`) : "";
  return h("section", { "aria-labelledby": title.id, class: "crossing" }, title, scrolling(table, what), note);
}

function nothing() {
  return h("p", { class: "nothing" }, "No events pass the filters. ", h("a", { href: "#view=events" }, "Clear the filters"));
}
