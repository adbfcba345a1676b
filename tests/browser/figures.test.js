// The report's figures are those of the CSV files, filtered or not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { ROOT, counted, countedWhole, crossing, csv, figures, open, release, visit } from "./support.js";

let output, page;
before(async () => {
  output = release(join(ROOT, "raw"));
  ({ page } = await open(output));
});
after(async () => {
  assert.deepEqual(page.faults, []);
});

const keyed = (rows, key, value = countedWhole) => Object.fromEntries(rows.map((row) => [key(row), value(row)]));
const pair = (row) => [Number(row.n_events), Number(row.n_setback)];

test("figures at a glance", async () => {
  await visit(page, "#");
  const flat = csv(output, "events_flat");
  const of = (status) => String(flat.filter((row) => row.status === status).length);
  const shown = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll("#glance .figure")].map((each) => [each.dataset.key, each.querySelector("dd").textContent]),
    ),
  );
  assert.deepEqual(shown, {
    documents: String(csv(output, "documents").length),
    events: String(flat.length),
    distinct: String(flat.filter((row) => row.cluster_id === row.event_id).length),
    likely: shown.likely,
    achieved: of("achieved"),
    announced: of("announced"),
    ongoing: of("ongoing"),
    setback: of("setback"),
  });
  const rate = csv(output, "error_rates").find((row) => row.dimension === "all");
  assert.equal(shown.likely, String(Math.round(Math.round(flat.length * Number(rate.ratio) * 10) / 10)));
});

test("one-way counts equal their tables, zeros included", async () => {
  await visit(page, "#");
  assert.deepEqual(await figures(page, "themes"), keyed(csv(output, "counts_by_theme"), (row) => row.theme));
  assert.deepEqual(
    await figures(page, "outcomes"),
    keyed(csv(output, "counts_by_outcome_type"), (row) => row.outcome_type),
  );
  assert.deepEqual(
    await figures(page, "time"),
    keyed(csv(output, "counts_by_year"), (row) => row.year || "unknown"),
  );
});

for (const scheme of ["programme", "un", "un_sub"]) {
  test(`regions and crossings equal their tables: ${scheme}`, async () => {
    await visit(page, `#scheme=${scheme}`);
    const rows = (table) => csv(output, table).filter((row) => row.scheme === scheme);
    assert.deepEqual(
      await figures(page, "regions"),
      keyed(rows("counts_by_region"), (row) => row.region, (row) => countedWhole(row, ["weighted_events"])),
    );
    assert.deepEqual(
      await crossing(page, "theme-region"),
      keyed(rows("counts_by_theme_region"), (row) => `${row.theme} × ${row.region}`, pair),
    );
    assert.deepEqual(
      await crossing(page, "outcome-region"),
      keyed(rows("counts_by_region_outcome_type"), (row) => `${row.outcome_type} × ${row.region}`, pair),
    );
  });
}

test("themes crossed with outcome types equal their table", async () => {
  await visit(page, "#");
  assert.deepEqual(
    await crossing(page, "theme-outcome"),
    keyed(csv(output, "counts_by_theme_outcome_type"), (row) => `${row.theme} × ${row.outcome_type}`, pair),
  );
});

// A filter by theme leaves a row of the crossings: published figures that the
// page's own counting must find again.
test("filtered figures follow the published rules of counting", async () => {
  const themes = csv(output, "counts_by_theme").filter((row) => row.n_events !== "0");
  assert.ok(themes.length > 10);
  for (const { theme, n_events } of themes) {
    await visit(page, `#theme=${theme}`);
    const some = (shown) => Object.fromEntries(Object.entries(shown).filter(([, cells]) => cells[0] > 0));
    const regions = csv(output, "counts_by_theme_region");
    assert.deepEqual(
      some(await figures(page, "regions")),
      keyed(
        regions.filter((row) => row.theme === theme && row.scheme === "programme"),
        (row) => row.region,
        (row) => counted(row, ["weighted_events"]),
      ),
    );
    const outcomes = csv(output, "counts_by_theme_outcome_type");
    assert.deepEqual(
      some(await figures(page, "outcomes")),
      keyed(outcomes.filter((row) => row.theme === theme), (row) => row.outcome_type, counted),
    );
    assert.match(await page.textContent("#live"), new RegExp(`^${n_events} of `));
  }
});

test("charts draw every category that has events, bars in the right proportion", async () => {
  await visit(page, "#");
  const themes = csv(output, "counts_by_theme").filter((row) => row.n_events !== "0");
  const drawn = await page.evaluate(() =>
    [...document.querySelectorAll("#themes a.part")].map((part) => ({
      theme: new URLSearchParams(part.getAttribute("href").slice(1)).get("theme"),
      status: part.dataset.status,
      from: Number(part.firstChild.getAttribute("x")),
      width: Number(part.firstChild.getAttribute("width")),
    })),
  );
  const zero = await page.evaluate(() => Number(document.querySelector("#themes .zero").getAttribute("x1")));
  const unit = drawn[0].width / Number(themes.find((row) => row.theme === drawn[0].theme)["n_" + drawn[0].status]);
  let parts = 0;
  for (const row of themes) {
    for (const status of ["achieved", "announced", "ongoing", "setback"]) {
      const number = Number(row["n_" + status]);
      if (number === 0) continue;
      parts += 1;
      const part = drawn.find((each) => each.theme === row.theme && each.status === status);
      assert.ok(Math.abs(part.width - number * unit) < 0.01, `${row.theme} ${status}`);
      assert.equal(part.from < zero - 0.01, status === "setback", "setbacks, and only they, stand left");
    }
  }
  assert.equal(drawn.length, parts);
  for (const id of ["themes", "regions", "outcomes", "time"]) {
    assert.equal(await page.locator(`#${id} svg.chart`).count(), 1);
    assert.ok((await page.locator(`#${id} svg.chart a.row`).count()) > 1, id);
  }
});

test("by month: what has no month is told, what has one is drawn", async () => {
  await visit(page, "#unit=month");
  const events = csv(output, "events");
  const month = (row) =>
    row.date_start && row.date_start.slice(0, 7) === row.date_end.slice(0, 7) ? row.date_start.slice(0, 7) : "unknown";
  const wanted = {};
  for (const row of events) wanted[month(row)] = (wanted[month(row)] ?? 0) + 1;
  const shown = await figures(page, "time");
  assert.deepEqual(Object.fromEntries(Object.entries(shown).map(([key, cells]) => [key, cells[0]])), wanted);
});
