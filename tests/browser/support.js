// What the tests of the report share: a release made anew from raw/, a
// browser that must not speak to anybody, and a reading of the CSV files that
// owes nothing to the program.

import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { after } from "node:test";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TIDINGS = join(ROOT, "target/release/tidings");
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** A folder that is gone when the tests are done. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), "tidings-"));
  process.on("exit", () => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Publishes a folder of bulletins; gives the release's folder. */
export function release(input) {
  const output = join(folder(), "output");
  execFileSync(TIDINGS, ["build", input, "--output", output, "--quiet"]);
  return output;
}

/** Rows of a table: cells by name of column, the guard of formulas taken off. */
export function csv(output, table) {
  const text = readFileSync(join(output, "csv", `${table}.csv`), "utf8").replace(/^\ufeff/, "");
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/g)];
  const rows = [[]];
  for (const [, inQuotes, bare, end] of cells) {
    rows[rows.length - 1].push((inQuotes?.replaceAll('""', '"') ?? bare).replace(/^'(?='*[=+@-])/, ""));
    if (end === "\n") rows.push([]);
  }
  rows.pop();
  const [head, ...body] = rows;
  return body.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
}

const opened = [];

// A browser that stays open would keep a failed test from ending.
after(async () => {
  for (const context of opened) await context.close();
});

/** Opens a release's report. `page.faults` gathers whatever must not be:
 *  messages of the console, errors, requests to anywhere. */
export async function open(output, options = {}) {
  const context = await chromium.launchPersistentContext(folder(), {
    executablePath: "/usr/bin/chromium",
    args: FLAGS,
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  opened.push(context);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(20_000);
  page.faults = [];
  page.on("console", (message) => page.faults.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("dialog", (dialog) => page.faults.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  const home = pathToFileURL(join(output, "report.html")).href;
  context.on("request", (request) => {
    const address = request.url();
    if (address.split("#")[0] !== home && address !== "data:,") page.faults.push(`request: ${address}`);
  });
  await page.goto(home);
  await page.locator("svg.chart").first().waitFor();
  return { context, page, home };
}

/** Goes to an address within the page, and waits until it is shown. */
export async function visit(page, hash) {
  await page.evaluate(
    (hash) =>
      new Promise((done) => {
        if (location.hash === (hash === "#" ? "" : hash)) return done();
        addEventListener("hashchange", () => setTimeout(done), { once: true });
        location.hash = hash;
      }),
    hash,
  );
}

/** A table of figures in the page: each row's cells by its key. */
export async function figures(page, id) {
  return page.evaluate((id) => {
    const rows = [...document.querySelectorAll(`#${id}-table tbody tr`)];
    return Object.fromEntries(
      rows.map((row) => [
        row.dataset.key,
        [...row.querySelectorAll("td")].map((cell) => {
          const text = cell.textContent.replaceAll(",", "");
          return /^[\d.]+$/.test(text) ? Number(text) : text;
        }),
      ]),
    );
  }, id);
}

/** A crossing in the page: number and setbacks by row and column. */
export async function crossing(page, id) {
  return page.evaluate((id) => {
    const table = document.getElementById(id);
    const columns = [...table.querySelectorAll("thead th")].map((cell) => cell.dataset.key);
    const found = {};
    for (const row of table.querySelectorAll("tbody tr")) {
      row.querySelectorAll("td").forEach((cell, at) => {
        const link = cell.querySelector("a");
        if (!link) return;
        const numbers = [link.textContent, link.dataset.back ?? "0"];
        found[`${row.dataset.key} × ${columns[at]}`] = numbers.map((number) => Number(number.replaceAll(",", "")));
      });
    }
    return found;
  }, id);
}

const STATUS = ["n_achieved", "n_announced", "n_ongoing", "n_setback"];

/** The figures of a row of a table of counts, in the report's order. */
export function counted(row, more = []) {
  return ["n_events", ...STATUS, "n_documents", "n_distinct", ...more].map((name) => Number(row[name]));
}

/** The same with what people would count, which a selection has not. */
export function countedWhole(row, more = []) {
  const { n_adjusted, n_low, n_high } = row;
  return [...counted(row, more), n_low === "" ? "" : `${Math.round(Number(n_adjusted))} (${n_low} to ${n_high})`];
}
