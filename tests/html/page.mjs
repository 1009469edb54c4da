// Opens the pages of a folder in Chromium and does what a reader does.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [folder, shots] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});

/** Opens a page; whatever it complains of or asks for is an error. */
const open = async (name, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  page.trouble = [];
  page.on("console", (message) => page.trouble.push(message.text()));
  page.on("pageerror", (error) => page.trouble.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith("file://")) page.trouble.push(request.url());
  });
  await page.goto(`file://${folder}/${name}.html`);
  return page;
};
const close = async (page) => {
  assert.deepEqual(page.trouble, []);
  assert.equal(await page.evaluate(() => window.hit), undefined, "a report ran a script");
  await page.context().close();
};
const rows = (page) => page.locator("#table tbody tr:visible");
const column = (page, name) =>
  page.evaluate((name) => {
    const table = document.getElementById("table");
    const header = [...table.tHead.rows[0].cells].find((cell) => cell.textContent.startsWith(name));
    return [...table.tBodies[0].rows].map((row) => {
      const cell = row.cells[header.cellIndex];
      return cell.dataset.v ?? cell.textContent;
    });
  }, name);

const tests = {
  async "the overview filters the reports and their findings"() {
    const page = await open("zh");
    const all = await rows(page).count();
    assert.equal(all, 7);
    assert.equal(await page.locator("section.lost li").count(), 1);

    await page.fill("#q", "办公室 2023");
    assert.equal(await rows(page).count(), 2);
    assert.equal(await page.locator(".report:visible").count(), 2);
    assert.equal(await page.textContent("#shown"), "显示 2 / 7 份");
    await page.fill("#q", "没有这样的机关");
    assert.equal(await rows(page).count(), 0);
    await page.fill("#q", "");

    await page.selectOption("#severity", "error");
    const errors = await page.locator(".report:visible .findings > li:visible").evaluateAll((items) =>
      items.map((item) => item.className));
    assert.ok(errors.length > 0 && errors.every((name) => name === "error"));
    await page.selectOption("#group", "A");
    for (const kind of await page.locator(".findings > li:visible").evaluateAll((items) => items.map((it) => it.dataset.k))) {
      assert.equal(kind, "error/A");
    }
    await page.selectOption("#group", "");
    await page.selectOption("#severity", "clean");
    assert.equal(await rows(page).count(), 1);
    await page.selectOption("#severity", "");
    assert.equal(await rows(page).count(), all);
    await close(page);
  },

  async "a column sorts by its numbers, up and down, by keyboard too"() {
    const page = await open("zh");
    const header = page.getByRole("columnheader", { name: "错误" });
    await header.getByRole("button").click();
    const down = (await column(page, "错误")).map(Number);
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    await header.getByRole("button").press("Enter");
    assert.deepEqual((await column(page, "错误")).map(Number), [...down].reverse().sort((a, b) => a - b));
    assert.equal(await page.locator("[aria-sort]").count(), 1);
    await page.getByRole("columnheader", { name: "公开率" }).first().getByRole("button").click();
    const shares = (await column(page, "公开率")).map(Number);
    assert.deepEqual(shares, [...shares].sort((a, b) => b - a));
    assert.equal(shares.at(-1), -1, "what is unknown comes last");
    await close(page);
  },

  async "reports fold, and a link opens the one that it leads to"() {
    const page = await open("zh");
    const opened = () => page.locator(".report > details[open]").count();
    assert.equal(await opened(), 6, "the one without findings is folded");
    await page.click("#fold");
    assert.equal(await opened(), 0);
    const link = page.locator("#table tbody a").first();
    await link.click();
    assert.equal(await opened(), 1);
    await page.click("#unfold");
    assert.equal(await opened(), 7);
    // From a finding to its place and back.
    const finding = page.locator(".findings > li").first();
    await finding.locator("a.ref").click();
    const place = page.locator(".source .ref:target");
    assert.equal(await place.count(), 1);
    await place.click();
    assert.equal(await page.evaluate(() => document.querySelector(":target").className), "warning");
    assert.ok(await finding.evaluate((item) => item.matches(":target")));
    await close(page);
  },

  async "it reads without a script"() {
    const page = await open("zh", { javaScriptEnabled: false });
    assert.equal(await page.locator("#controls").isVisible(), false);
    assert.equal(await rows(page).count(), 7);
    assert.equal(await page.locator("#table thead button").count(), 0);
    // Reading what a page did needs no script of its own.
    assert.deepEqual(page.trouble.filter((it) => !it.includes("script")), []);
    await page.context().close();
  },

  async "it fits a phone"() {
    const page = await open("zh", { viewport: { width: 390, height: 844 }, isMobile: true, deviceScaleFactor: 2 });
    const [content, width] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert.ok(width === 390 && content <= width, `${content} in ${width}`);
    await page.screenshot({ path: `${shots}/phone.png` });
    for (const [name, selector] of [["table", "#table tbody tr"], ["report", ".report"], ["source", ".source .ref"]]) {
      await page.evaluate((selector) => document.querySelector(selector).scrollIntoView(), selector);
      await page.screenshot({ path: `${shots}/phone-${name}.png` });
    }
    await close(page);
  },

  async "it is dark where the reader wants it, and legible in both"() {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open("zh", { colorScheme });
      const poor = await page.evaluate(contrasts);
      assert.deepEqual(poor, [], `contrast, ${colorScheme}`);
      await page.screenshot({ path: `${shots}/${colorScheme}.png` });
      await page.locator(".source .ref").first().scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${shots}/${colorScheme}-report.png` });
      await close(page);
    }
  },

  async "it prints"() {
    const page = await open("zh");
    const pdf = await page.pdf({ path: `${shots}/print.pdf`, preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages > 5 && pages < 80, `${pages} pages`);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#controls").isVisible(), false);
    await close(page);
  },

  async "it can be read by all"() {
    const page = await open("en");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.equal(await page.locator("th:not([scope])").count(), 0);
    for (const control of await page.locator("input, select").all()) {
      assert.ok(await control.evaluate((it) => it.labels.length), "a control has a label");
    }
    assert.equal(await page.getByRole("table", { name: "Overview" }).count(), 1);
    assert.equal(await page.getByRole("search").count(), 1);
    // The first stop of the keyboard leads past the head.
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const chrome = await page.evaluate(() => {
      const copy = document.body.cloneNode(true);
      copy.querySelectorAll(".source, .findings, tbody th, .report h2, .lost li, script").forEach((it) => it.remove());
      return copy.textContent;
    });
    assert.doesNotMatch(chrome, /\p{Script=Han}/u);
    await page.screenshot({ path: `${shots}/english.png` });
    const hidden = () => document.querySelector(".wide").scrollWidth - document.querySelector(".wide").clientWidth;
    assert.equal(await page.evaluate(hidden), 0, "every column is seen on a desktop");
    await close(page);
  },
};

/** The pieces of text whose colour stands out too little from what is behind it (WCAG AA: 4.5). */
function contrasts() {
  const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let it = element; it; it = it.parentElement) {
      const colour = rgb(getComputedStyle(it).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((it) => it.nodeType === 3 && it.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...poor];
}

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok     ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
