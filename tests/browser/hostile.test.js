// Documents are hostile input: what stands in them shows as text, and nothing
// of it runs, loads, leads away or turns other text around.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { csv, folder, open, release, visit } from "./support.js";

const RUN = `</script><script>window.ran = 1</script><img src="https://example.org/x.png" onerror="window.ran = 1">`;
const BIDI = "\u202eevil\u202c \u2066isolate\u2069";

function corpus() {
  const input = join(folder(), "in");
  mkdirSync(input);
  const text = [
    `"><svg onload="window.ran = 1"> <!-- ${RUN} {{data}} {{script}}`,
    "",
    `In 2020, Kenya released the journalist "Ada" ${BIDI} =cmd|'/C calc'!A0 ${RUN} ]]> <!-- \u2028 from prison.`,
    "",
    `=cmd|'/C calc'!A0 In Egypt, a court acquitted the teacher ' onfocus=window.ran=1 autofocus x=' in 2021.`,
  ].join("\n");
  writeFileSync(join(input, "hostile.txt"), text);
  const quote = (words) => JSON.stringify(words);
  const origin = [
    `title = ${quote(`</title></bdi>${RUN} ${BIDI}`)}`,
    `publisher = ${quote(`"><iframe src="javascript:window.ran=1"> ${RUN}`)}`,
    `page_address = ${quote("javascript:window.ran=1")}`,
    `licence = ${quote(RUN)}`,
    `note = ${quote(RUN)}`,
  ];
  writeFileSync(join(input, "hostile.toml"), origin.join("\n"));
  const markdown = `# ${RUN}\n\n[In Kenya](javascript:window.ran=1) the court released five activists in 2020. <script>window.ran = 1</script>\n`;
  writeFileSync(join(input, "hostile.md"), markdown);
  return input;
}

test("what stands in a document shows as text and does nothing", async () => {
  const output = release(corpus());
  const flat = csv(output, "events_flat");
  assert.ok(flat.length >= 2, "the hostile sentences are coded");
  assert.ok(flat.some((row) => row.evidence.includes("<script>")));
  const { page } = await open(output);
  const quiet = async () => {
    assert.equal(await page.evaluate(() => window.ran), undefined);
    const strange = await page.evaluate(() => ({
      scripts: [...document.scripts].map((each) => each.type),
      others: document.querySelectorAll("img, iframe, object, embed, base, meta[http-equiv=refresh]").length,
      handlers: [...document.querySelectorAll("*")].filter((each) => each.getAttributeNames().some((name) => name.startsWith("on"))).length,
      links: [...document.querySelectorAll("a[href]")].map((each) => each.getAttribute("href")).filter((href) => !/^(#|https?:)/.test(href)),
    }));
    assert.deepEqual(strange, {
      scripts: ["application/ld+json", "application/json", "", ""],
      others: 0,
      handlers: 0,
      links: [],
    });
  };
  await quiet();
  for (const row of flat) {
    await visit(page, `#event=${row.event_id}`);
    await quiet();
    assert.equal(await page.textContent("#mark"), row.evidence);
    // The reading of texts drops marks of writing direction; titles keep them.
    const whole = await page.evaluate(() => document.body.innerText)
    assert.doesNotMatch(whole, /[\u202a-\u202e\u2066-\u2069]/);
    if (row.title.includes("\u202e")) assert.match(await page.textContent("#source-title"), /U\+202E\s*evil\s*U\+202C/);
  }
  assert.ok(flat.some((row) => row.title.includes("\u202e")));
  for (const hash of ["#q=%3Cscript%3Ewindow.ran%3D1%3C/script%3E", '#theme="><script>', "#region=x&country=__proto__&page=-1&event=constructor"]) {
    await visit(page, hash);
    await quiet();
  }
  assert.deepEqual(page.faults, []);
});

test("the page's policy lets nothing else in", async () => {
  const output = release(corpus());
  const html = readFileSync(join(output, "report.html"), "utf8");
  const policy = html.match(/Content-Security-Policy" content="([^"]*)"/)[1];
  assert.match(policy, /^default-src 'none'; script-src ('sha256-[\w+/=]{44}' ?){2}; style-src 'sha256-[\w+/=]{44}';/);
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  const { page } = await open(output);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.append("window.ran = 1");
    try {
      document.body.append(script);
      document.body.innerHTML = "<img src=x onerror='window.ran = 1'>";
    } catch {
      // Trusted types refuse a string as markup.
    }
  });
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok(page.faults.length > 0, "the browser says that it refused");
});
