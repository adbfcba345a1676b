// The page as a whole: axe-core's rules, in both schemes and narrow; what
// its head says to catalogues; the library that draws. Leaves pictures in
// target/report for whoever wants to look.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { ROOT, csv, open, release, visit } from "./support.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// axe takes any link of the kind `#…` that is scrolled out to the left for a
// skip link. The real one is tested where the keyboard is.
const RULES = { rules: { "skip-link": { enabled: false } } };
const PICTURES = join(ROOT, "target/report");
let output;
before(() => {
  output = release(join(ROOT, "raw"));
  mkdirSync(PICTURES, { recursive: true });
});

const WAYS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  narrow: { colorScheme: "light", viewport: { width: 360, height: 800 } },
};

for (const [name, options] of Object.entries(WAYS)) {
  test(`axe-core finds nothing serious: ${name}`, async () => {
    const { page } = await open(output, options);
    await page.evaluate(AXE);
    const [row] = csv(output, "events_flat").filter((row) => row.people);
    const views = ["#", "#region=programme.africa&scheme=un_sub&unit=month", "#q=nothing+like+this", `#event=${row.event_id}`];
    for (const [at, hash] of views.entries()) {
      await visit(page, hash);
      await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
      const { violations, passes } = await page.evaluate((rules) => axe.run(document, rules), RULES);
      assert.ok(passes.length > 20);
      const found = violations.map(({ id, impact, nodes }) => `${impact}: ${id}: ${nodes[0].html}`);
      assert.deepEqual(found, [], hash);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${hash} is ${wide} px too wide`);
      await page.evaluate(() => document.querySelectorAll("main details").forEach((each) => (each.open = false)));
      await page.screenshot({ path: join(PICTURES, `${name}-${at}.png`), fullPage: true });
    }
    assert.deepEqual(page.faults, []);
  });
}

test("the head describes the release to catalogues", () => {
  const html = readFileSync(join(output, "report.html"), "utf8");
  const dataset = JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)[1]);
  assert.equal(dataset["@type"], "Dataset");
  for (const key of ["name", "description", "license", "creator", "temporalCoverage"]) assert.ok(dataset[key], key);
  const columns = Object.keys(csv(output, "events_flat")[0]);
  assert.deepEqual(dataset.variableMeasured.map(({ name }) => name), columns);
  assert.ok(dataset.distribution.length > 40);
  for (const { contentUrl, sha256 } of dataset.distribution) {
    const bytes = readFileSync(join(output, contentUrl));
    assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256, contentUrl);
  }
});

test("the page is light, and the library is the one that its README names", () => {
  assert.ok(statSync(join(output, "report.html")).size <= 1.5e6);
  const vendor = join(ROOT, "assets/report/vendor");
  const hash = createHash("sha256").update(readFileSync(join(vendor, "d3.min.js"))).digest("hex");
  assert.ok(readFileSync(join(vendor, "README.md"), "utf8").includes(hash));
});
