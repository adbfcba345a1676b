// From a number down to its sentence, by pointer and by keyboard, and back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { ROOT, csv, open, release, visit } from "./support.js";

let output, page, flat;
before(async () => {
  output = release(join(ROOT, "raw"));
  flat = csv(output, "events_flat");
  ({ page } = await open(output));
});
after(async () => {
  assert.deepEqual(page.faults, []);
});

const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className.baseVal || document.activeElement.className);
const mark = () => page.textContent("#mark");

test("every event leads to its words, highlighted in its document", async () => {
  for (const row of flat) {
    await visit(page, `#event=${row.event_id}`);
    assert.equal(await mark(), row.evidence, row.event_id);
    const text = await page.textContent("#event");
    for (const cell of [row.source, row.cue, row.score, row.theme_label, row.outcome_label]) {
      assert.ok(text.includes(cell), `${row.event_id} shows ${cell}`);
    }
  }
});

test("an event's fields say where they come from", async () => {
  const [row] = csv(output, "events").filter((row) => row.date_basis && row.status_basis !== "weights");
  await visit(page, `#event=${row.event_id}`);
  const bases = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll(".field")].map((field) => [field.querySelector("dt").textContent, field.querySelector(".basis b")?.textContent]),
    ),
  );
  assert.equal(bases.Status, row.status_basis);
  assert.equal(bases.Theme, row.theme_basis);
  assert.equal(bases.Date, row.date_basis);
  const [country] = csv(output, "event_countries").filter((each) => each.event_id === row.event_id);
  assert.equal(bases.Countries, country.basis);
});

test("an event leads to its other reports", async () => {
  const joined = csv(output, "events").find((row) => row.cluster_basis);
  await visit(page, `#event=${joined.event_id}`);
  const text = await page.textContent("#event");
  assert.ok(text.includes(joined.cluster_basis), "the page says why they were joined");
  await page.click(`#event a[href*="event=${joined.cluster_id}"]`);
  assert.equal(await mark(), flat.find((row) => row.event_id === joined.cluster_id).evidence);
});

test("from a bar to its events, to the source, and back", async () => {
  await visit(page, "#");
  const theme = "refugees_migration";
  const wanted = flat.filter((row) => row.theme === theme && row.status === "announced");
  assert.ok(wanted.length > 1);
  await page.click(`#themes a.part[data-status=announced][href*="theme=${theme}"] rect`);
  await page.waitForFunction(() => document.activeElement.id === "events-title");
  assert.deepEqual(
    await page.locator(".entry").evaluateAll((all) => all.map((each) => each.dataset.id)),
    wanted.map((row) => row.event_id),
  );
  await page.click(".entry:nth-child(2) .evidence");
  assert.equal(await mark(), wanted[1].evidence);
  assert.equal(await focused(), "event-title");
  await page.goBack();
  await page.waitForFunction(() => document.activeElement.className === "evidence");
  assert.equal(
    await page.evaluate(() => document.activeElement.closest(".entry").dataset.id),
    wanted[1].event_id,
    "the reader is where they were",
  );
  await page.goBack();
  await page.waitForFunction((all) => document.getElementById("live").textContent === all, `All ${flat.length} events`);
});

test("from a cell of a crossing to its events", async () => {
  await visit(page, "#");
  const [row] = csv(output, "counts_by_theme_region").filter((row) => row.scheme === "programme" && Number(row.n_events) > 5);
  await page.click(`#theme-region tr[data-key=${row.theme}] a[href*="region=programme.${row.region}"]`);
  await page.waitForFunction((n) => document.getElementById("live").textContent.startsWith(`${n} of`), row.n_events);
  assert.equal(await page.locator(".entry").count(), Number(row.n_events));
});

test("filters act on everything, and stand in the address", async () => {
  await visit(page, "#");
  await page.selectOption("#f-country", "EGY");
  const egypt = flat.filter((row) => row.countries.split(";").includes("EGY"));
  await page.waitForFunction((n) => document.querySelector("#glance [data-key=events] dd").textContent === n, String(egypt.length));
  assert.equal(await page.locator(".entry").count(), egypt.length);
  // A word that only one of them has is found in capitals and with an accent.
  const all = egypt.map((row) => Object.values(row).join(" ").toLowerCase());
  const words = egypt.flatMap((row) => row.evidence.match(/\b[a-z]{7,}\b/g) ?? []);
  const word = words.find((word) => word.includes("e") && all.filter((text) => text.includes(word)).length === 1);
  const query = word.toUpperCase().replace("E", "É");
  await page.fill("#f-q", query);
  await page.waitForFunction(() => document.getElementById("live").textContent.startsWith("1 of"));
  await page.reload();
  assert.match(await page.textContent("#live"), /^1 of/);
  assert.equal(await page.inputValue("#f-q"), query);
  await page.click(".chip[aria-label*=Country]");
  await page.waitForFunction(() => document.querySelectorAll(".chip").length === 1);
  await page.fill("#f-q", "no such words");
  await page.waitForFunction(() => document.getElementById("live").textContent.startsWith("0 of"));
  assert.equal(await page.locator("#themes .nothing").count(), 1);
});

test("a class of outcomes is a filter too", async () => {
  await visit(page, "#");
  await page.selectOption("#f-outcome", "class:law");
  const law = flat.filter((row) => row.outcome_class === "law").length;
  await page.waitForFunction((n) => document.getElementById("live").textContent.startsWith(`${n} of`), law);
});

test("pages of the list hold each event once", async () => {
  await visit(page, "#");
  const seen = [];
  for (;;) {
    seen.push(...(await page.locator(".entry").evaluateAll((all) => all.map((each) => each.dataset.id))));
    const next = page.locator("#events .pages a", { hasText: "Next" });
    if ((await next.count()) === 0) break;
    const [first] = await page.locator(".entry").evaluateAll((all) => all.map((each) => each.dataset.id));
    await next.click();
    await page.waitForFunction((id) => document.querySelector(".entry").dataset.id !== id, first);
  }
  assert.deepEqual(seen, flat.map((row) => row.event_id));
});

test("with the keyboard alone", async () => {
  await visit(page, "#");
  await page.reload();
  const press = (key) => page.keyboard.press(key);
  const tabTo = async (what) => {
    for (let at = 0; at < 400; at += 1) {
      await press("Tab");
      if (await page.evaluate((what) => document.activeElement.matches(what), what)) return;
    }
    assert.fail(`no Tab leads to ${what}`);
  };
  await press("Tab");
  assert.equal(await focused(), "skip");
  assert.ok((await page.locator(".skip").boundingBox()).y >= 0, "the skip link shows when it has the focus");
  await press("Enter");
  assert.equal(await focused(), "main");
  await tabTo("#themes a.row");
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement.querySelector(".reach")).strokeWidth);
  assert.equal(ring, "2px", "the focus shows in a chart");
  await press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "events-title");
  await tabTo(".evidence");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  const id = await page.evaluate(() => document.activeElement.closest(".entry").dataset.id);
  await press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "event-title");
  assert.equal(await mark(), flat.find((row) => row.event_id === id).evidence);
  await press("Shift+Tab"); // next
  while ((await focused()) !== "back") await press("Shift+Tab");
  await press("Enter");
  await page.waitForFunction((id) => document.activeElement.closest(".entry")?.dataset.id === id, id);
  await visit(page, "#");
  await tabTo("#scheme input");
  await press("ArrowRight");
  await page.waitForFunction(() => location.hash.includes("scheme="));
  assert.equal(await page.evaluate(() => document.activeElement.name), "scheme", "the focus stays on the switch");
  await tabTo("#regions summary");
  await press("Enter");
  assert.ok(await page.locator("#regions-table").isVisible());
  await tabTo("#regions-table td a");
  await press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "events-title");
});

test("on paper: every table, and all events", async () => {
  await visit(page, "#");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator(".entry").count(), flat.length);
  for (const id of ["themes", "regions", "outcomes", "time"]) {
    assert.ok(await page.locator(`#${id}-table`).isVisible(), id);
    assert.ok(await page.locator(`#${id} svg.chart`).isVisible(), id);
  }
  assert.ok(!(await page.locator("#filters").isVisible()));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  assert.equal(await page.locator(".entry").count(), 25);
});
