// Horizontal bars by status, drawn with d3. Setbacks stand left of the line,
// all else right of it. Each row is a link to its events; so is each part of
// a bar, for the pointer (by keyboard the table below leads there).

const FORWARD = STATUSES.map(({ id }) => id).filter((id) => id !== "setback");

/** What stacking needs: setbacks count to the left. */
function signed(figures) {
  return Object.fromEntries(
    STATUSES.map(({ id }) => [id, id === "setback" ? -figures[id] : figures[id]]),
  );
}

function forward(figures) {
  return figures.n - figures.setback;
}

/** Parts of all bars: for each status its rows with their two ends. */
function parts(rows) {
  const stacked = d3
    .stack()
    .keys([...FORWARD, "setback"])
    .value((row, key) => row.signed[key])
    .offset(d3.stackOffsetDiverging);
  for (const row of rows) row.signed = signed(row.figures);
  return stacked(rows).flatMap((series) =>
    series
      .map(([from, to], at) => ({ status: series.key, row: rows[at], from, to }))
      .filter(({ from, to }) => to > from),
  );
}

/** Shortens a label that is too long; its whole text is told by the link. */
function fit(text, width) {
  const node = text.node();
  let words = node.textContent;
  while (words.length > 3 && node.getComputedTextLength() > width) {
    words = words.slice(0, -2).trimEnd();
    node.textContent = words + "…";
  }
}

/** Room that the longest label needs. */
function labelRoom(rows) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `14.5px ${getComputedStyle(document.body).fontFamily}`;
  return Math.max(...rows.map((row) => pen.measureText(plain(row.label)).width));
}

function rowLink(parent, address, label) {
  return parent.append("a").attr("href", address).attr("class", "row").attr("aria-label", label);
}

function segment(parent, part, address) {
  const link = parent
    .append("a")
    .attr("href", address)
    .attr("class", "part")
    .attr("tabindex", -1)
    .attr("aria-hidden", "true")
    .attr("data-status", part.status);
  const rect = link.append("rect").attr("class", "s-" + part.status);
  const figures = part.row.figures[part.status];
  const status = STATUSES.find(({ id }) => id === part.status).label.toLowerCase();
  rect.append("title").text(`${plain(part.row.label)}: ${figures} ${status}`);
  return rect;
}

/** Draws rows of `{ id, label, figures, filters }` into a box. */
function barChart(box, rows, name) {
  const width = Math.max(280, box.clientWidth || 640);
  const wide = width >= 560;
  const labels = wide ? Math.min(labelRoom(rows) + 8, width * 0.4) : 0;
  const [step, thick] = wide ? [30, 18] : [46, 16];
  const top = 4;
  const left = Math.max(...rows.map((row) => row.figures.setback));
  const right = Math.max(1, ...rows.map((row) => forward(row.figures)));
  const height = top + rows.length * step + 26;
  const gutter = 34;
  const x = d3
    .scaleLinear()
    .domain([-left, right])
    .range([labels + gutter, width - gutter]);
  const svg = d3
    .select(box)
    .append("svg")
    .attr("class", "chart")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width)
    .attr("height", height)
    .attr("role", "group")
    .attr("aria-label", `${name}: bars by status; setbacks to the left. The table below holds the figures.`);

  const ticks = x.ticks(Math.min(8, left + right)).filter(Number.isInteger);
  const axis = d3.axisBottom(x).tickValues(ticks).tickFormat(Math.abs);
  svg
    .append("g")
    .attr("class", "axis")
    .attr("aria-hidden", "true")
    .attr("transform", `translate(0,${height - 24})`)
    .call(axis.tickSize(-(height - 24 - top)).tickPadding(8));
  svg
    .append("line")
    .attr("class", "zero")
    .attr("x1", x(0))
    .attr("x2", x(0))
    .attr("y1", top)
    .attr("y2", height - 24);

  const y = (row) => top + rows.indexOf(row) * step + (wide ? (step - thick) / 2 : step - thick - 6);
  for (const row of rows) {
    const line = rowLink(svg, toEvents(row.filters), `${plain(row.label)}: ${spoken(row.figures)}`);
    line
      .append("rect")
      .attr("class", "reach")
      .attr("x", 0)
      .attr("y", top + rows.indexOf(row) * step)
      .attr("width", width)
      .attr("height", step)
      .attr("rx", 4);
    const text = line
      .append("text")
      .attr("class", "label")
      .attr("x", wide ? labels : 2)
      .attr("y", wide ? y(row) + thick / 2 : y(row) - 8)
      .attr("dy", wide ? "0.35em" : 0)
      .attr("text-anchor", wide ? "end" : "start")
      .text(plain(row.label));
    fit(text, wide ? labels : width - 4);
    // Outside of the link: its name tells the numbers in words.
    const number = (value, at, side) =>
      svg
        .append("text")
        .attr("aria-hidden", "true")
        .attr("class", side < 0 ? "number back" : "number")
        .attr("x", at + side * 6)
        .attr("y", y(row) + thick / 2)
        .attr("dy", "0.35em")
        .attr("text-anchor", side < 0 ? "end" : "start")
        .text(value.toLocaleString("en"));
    number(forward(row.figures), x(forward(row.figures)), 1);
    if (row.figures.setback) number(row.figures.setback, x(-row.figures.setback), -1);
  }
  for (const part of parts(rows)) {
    segment(svg, part, toEvents({ ...part.row.filters, status: part.status }))
      .attr("x", x(part.from))
      .attr("y", y(part.row))
      .attr("width", Math.max(1, x(part.to) - x(part.from)))
      .attr("height", thick);
  }
}

function legend() {
  const swatch = (id) => {
    const box = h("span", { class: "swatch" });
    const svg = d3.select(box).append("svg").attr("width", 22).attr("height", 14);
    svg.attr("aria-hidden", "true").append("rect").attr("class", "s-" + id);
    svg.select("rect").attr("width", 22).attr("height", 14).attr("rx", 2);
    return box;
  };
  return h(
    "ul",
    { "aria-label": "What the bars show" },
    STATUSES.map(({ id, label, meaning }) =>
      h("li", {}, swatch(id), h("span", {}, h("b", {}, label), " ", h("span", { class: "quiet" }, meaning.toLowerCase()))),
    ),
  );
}
