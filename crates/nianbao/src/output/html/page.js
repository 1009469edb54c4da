// Search, filter, sort, fold. The page is complete without it; nothing of a report is ever made markup.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const table = byId("table");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => {
    const report = byId(row.dataset.r);
    return {
      row,
      report,
      text: row.textContent.toLowerCase(),
      kinds: row.dataset.k.split(" ").filter(Boolean).map((kind) => kind.split("/")),
    };
  });
  const [query, severity, group, shown] = ["q", "severity", "group", "shown"].map(byId);

  const fits = ([own, of]) =>
    (severity.value === "" || severity.value === own) && (group.value === "" || group.value === of);

  let last = "/";
  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = severity.value === "" && group.value === "";
    let visible = 0;
    for (const { row, report, text, kinds } of rows) {
      const found = severity.value === "clean" ? !kinds.some(([own]) => own !== "open") : all || kinds.some(fits);
      const hidden = !found || !words.every((word) => text.includes(word));
      row.hidden = report.hidden = hidden;
      visible += hidden ? 0 : 1;
    }
    // The findings of a long page are many; while only words are searched they stay as they are.
    const chosen = `${severity.value}/${group.value}`;
    if (chosen !== last) {
      last = chosen;
      for (const item of document.querySelectorAll(".findings > li")) {
        item.hidden = severity.value !== "clean" && !fits(item.dataset.k.split("/"));
      }
    }
    shown.textContent = shown.dataset.text.replace("{n}", visible).replace("{all}", rows.length);
  };

  const collator = new Intl.Collator(document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en", { numeric: true });
  const value = (row, column, kind) => {
    const cell = row.cells[column];
    const text = cell.dataset.v ?? cell.textContent;
    return kind === "number" ? parseFloat(text) || 0 : text;
  };
  const sort = (header) => {
    const kind = header.classList.contains("number") ? "number" : "text";
    const now = header.getAttribute("aria-sort");
    const order = now ? (now === "ascending" ? "descending" : "ascending") : kind === "number" ? "descending" : "ascending";
    for (const other of table.tHead.rows[0].cells) {
      other.removeAttribute("aria-sort");
    }
    header.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const compare = kind === "number" ? (a, b) => a - b : collator.compare;
    const keyed = rows.map(({ row }) => ({ row, key: value(row, header.cellIndex, kind) }));
    keyed.sort((a, b) => sign * compare(a.key, b.key));
    body.append(...keyed.map(({ row }) => row));
  };
  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sort(header));
    header.append(button);
  }
  table.classList.remove("plain");

  const fold = (open) => {
    for (const { report } of rows) {
      if (!report.hidden) {
        report.firstElementChild.open = open;
      }
    }
  };
  byId("unfold").addEventListener("click", () => fold(true));
  byId("fold").addEventListener("click", () => fold(false));

  // A link to a finding opens the report that it is in.
  const reveal = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    const details = target?.matches(".report") ? target.firstElementChild : target?.closest("details");
    if (details && !details.open) {
      details.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);

  for (const control of [query, severity, group]) {
    control.addEventListener("input", filter);
  }
  const controls = byId("controls");
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.hidden = false;
  // The browser may restore what was chosen before a reload.
  filter();
  reveal();
})();
