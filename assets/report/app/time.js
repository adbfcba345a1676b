// Events over time: upright bars by status, setbacks below the line. By
// month there are many bars, so that the chart may be wider than the page.

function monthsBetween(first, last) {
  const months = [];
  let [year, month] = first.split("-").map(Number);
  for (;;) {
    const next = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    months.push(next);
    if (next >= last || months.length > 1200) return months;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

/** Every year or month from the first to the last, empty ones too; if that
 *  would be too many, those in which something happened. */
function span(known, unit) {
  if (known.length === 0) return [];
  const [first, last] = [known[0], known[known.length - 1]];
  const all =
    unit === "month"
      ? monthsBetween(first, last)
      : Array.from({ length: last - first + 1 }, (_, at) => String(Number(first) + at));
  return all.length <= (unit === "month" ? 600 : 120) ? all : known;
}

function timeRows(events, unit) {
  const of = (event) => [[event[unit] ?? "unknown", 1]];
  const found = unit === "year" ? count("year", events) : tally(events, of);
  const known = [...found.keys()]
    .filter((key) => key !== "unknown" && found.get(key).n > 0)
    .sort();
  const rows = span(known, unit).map((id) => ({
    id,
    label: id,
    figures: found.get(id) ?? emptyFigures(),
    filters: { [unit]: id },
  }));
  return { rows, unknown: found.get("unknown") ?? emptyFigures() };
}

function timeChart(box, rows, unit) {
  const room = Math.max(280, box.clientWidth || 640);
  const least = unit === "month" ? 9 : 14;
  const [left, right, top, bottom] = [36, 8, 16, 28];
  const width = Math.max(room, rows.length * least + left + right);
  const height = 260;
  const below = Math.max(...rows.map((row) => row.figures.setback));
  const above = Math.max(1, ...rows.map((row) => forward(row.figures)));
  const x = d3
    .scaleBand()
    .domain(rows.map((row) => row.id))
    .range([left, width - right])
    .paddingInner(0.22);
  const y = d3
    .scaleLinear()
    .domain([-below, above])
    .range([height - bottom - (below ? 14 : 0), top]);
  const svg = d3
    .select(box)
    .append("svg")
    .attr("class", "chart time")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width)
    .attr("height", height)
    .attr("role", "group")
    .attr("aria-label", `Events by ${unit}: bars by status; setbacks below the line. The table below holds the figures.`);
  const ticks = y.ticks(Math.min(5, above + below)).filter(Number.isInteger);
  svg
    .append("g")
    .attr("class", "axis")
    .attr("aria-hidden", "true")
    .attr("transform", `translate(${left},0)`)
    .call(d3.axisLeft(y).tickValues(ticks).tickFormat(Math.abs).tickSize(-(width - left - right)));
  const apart = unit === "month" ? 12 : Math.ceil(44 / x.step());
  const named = rows
    .map((row) => row.id)
    .filter((id, at) => (unit === "month" ? id.endsWith("-01") || rows.length < 14 : at % apart === 0));
  const name = (id) => (unit === "month" && rows.length >= 14 ? id.slice(0, 4) : id);
  svg
    .append("g")
    .attr("class", "axis names")
    .attr("aria-hidden", "true")
    .attr("transform", `translate(0,${height - bottom})`)
    .call(d3.axisBottom(x).tickValues(named).tickFormat(name).tickSize(0).tickPadding(10));
  for (const row of rows.filter((row) => row.figures.n > 0)) {
    const line = rowLink(svg, toEvents(row.filters), `${row.label}: ${spoken(row.figures)}`);
    line
      .append("rect")
      .attr("class", "reach")
      .attr("x", x(row.id) - 1)
      .attr("y", 0)
      .attr("width", x.bandwidth() + 2)
      .attr("height", height - bottom)
      .attr("rx", 3);
    if (x.bandwidth() < 16) continue;
    const number = (value, at, side) =>
      svg
        .append("text")
        .attr("aria-hidden", "true")
        .attr("class", side < 0 ? "number back" : "number")
        .attr("x", x(row.id) + x.bandwidth() / 2)
        .attr("y", at)
        .attr("text-anchor", "middle")
        .text(value.toLocaleString("en"));
    if (forward(row.figures)) number(forward(row.figures), y(forward(row.figures)) - 4, 1);
    if (row.figures.setback) number(row.figures.setback, y(-row.figures.setback) + 13, -1);
  }
  for (const part of parts(rows)) {
    segment(svg, part, toEvents({ ...part.row.filters, status: part.status }))
      .attr("x", x(part.row.id))
      .attr("width", x.bandwidth())
      .attr("y", y(part.to))
      .attr("height", Math.max(1, y(part.from) - y(part.to)));
  }
  svg
    .append("line")
    .attr("class", "zero")
    .attr("x1", left)
    .attr("x2", width - right)
    .attr("y1", y(0))
    .attr("y2", y(0));
}
