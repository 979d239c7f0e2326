// Tables: of items (cards on a phone), and of periods beside a chart.

// columns: [[heading, class]], rows: lists of cells. A cell is an element, a text, or null.
function table(columns, rows, { caption, kind = "" } = {}) {
  // A column without any cell says nothing.
  const used = columns.map((column, i) => !rows.length || rows.some((cells) => cells[i] !== null && cells[i] !== ""));
  columns = columns.filter((column, i) => used[i]);
  rows = rows.map((cells) => cells.filter((cell, i) => used[i]));
  return h("table", { class: kind },
    caption ? h("caption", {}, caption) : null,
    h("thead", {}, h("tr", {}, columns.map(([heading, style]) => h("th", { scope: "col", class: style ?? null }, heading)))),
    h("tbody", {}, rows.map((cells) => tableRow(columns, cells, kind))));
}
function tableRow(columns, cells, kind) {
  return h("tr", {}, cells.map((cell, i) => {
    const empty = cell === null || cell === "";
    const style = [columns[i][1], kind === "stack" && empty ? "none" : null].filter(Boolean).join(" ");
    return h("td", { class: style || null, "data-head": columns[i][0] }, h("span", { class: "v" }, cell));
  }));
}

// The numbers of a chart: a row per series, a column per period, each number a link to evidence where there is some.
function periodTable(heading, shown, series, caption) {
  const head = h("tr", {}, [heading, ...shown.map((iso) => period(iso))].map((text, i) =>
    h("th", { scope: "col", class: i ? "num" : null }, text)));
  const rows = series.map(({ name, cells }) => h("tr", {}, h("th", { scope: "row" }, said(name)),
    shown.map((iso) => h("td", { class: "num" }, cells[iso] ? evidenceLink(cells[iso].at, number(cells[iso].value), cells[iso]) : "–"))));
  return alternative(h("table", {}, h("caption", {}, caption), h("thead", {}, head), h("tbody", {}, rows)));
}
// A table that stands for a chart: folded, and made only when it is opened or printed.
const alternative = (content, style = "scroll grid") =>
  h("details", {}, h("summary", {}, t("as_table")), h("div", { class: style, tabindex: "0", role: "region", "aria-label": t("as_table") }, content));

const bar = (part) => h("span", { class: "bar", "aria-hidden": "true" }, h("i", { style: `width:${Math.round(100 * Math.min(part, 1))}%` }));

// A small drawing of counts by period; the words say what it shows.
function spark(counts, words) {
  const most = Math.max(1, ...counts), width = 130, height = 26, step = width / Math.max(counts.length, 1);
  return h("svg", { class: "spark", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": words },
    counts.map((count, i) => count
      ? h("rect", { x: (i * step).toFixed(1), y: (height - Math.max(2, (height * count) / most)).toFixed(1),
          width: Math.max(1, step - 1).toFixed(1), height: Math.max(2, (height * count) / most).toFixed(1) })
      : h("rect", { x: (i * step).toFixed(1), y: height - 1, width: Math.max(1, step - 1).toFixed(1), height: 1, opacity: ".25" })));
}

// A list that can be searched: shows the first `page` of what matches, and more on demand.
// `draw(items)` makes the element for items; `text(item)` is what is searched; `filters` are elements with `accepts`.
function searchable({ items, page, placeholder, text, draw, filters = [], id }) {
  const fold = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = items.map((item) => fold(text(item)));
  const box = h("input", { type: "search", id, placeholder, oninput: () => { limit = page; update(); } });
  const status = h("p", { class: "status", role: "status" });
  const place = h("div");
  const more = h("button", { type: "button", class: "more", onclick: () => { limit += page; update(); } });
  let limit = page;
  function update() {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    const found = items.filter((item, i) => words.every((word) => texts[i].includes(word)) && filters.every((f) => f.accepts(item)));
    const shown = found.slice(0, limit);
    status.textContent = `${t("matches", { n: number(found.length) })} · ${t("found", { n: number(shown.length), total: number(items.length) })}`;
    place.replaceChildren(found.length ? draw(shown) : nothing(t("no_match")));
    more.hidden = shown.length === found.length;
    more.textContent = t("more", { n: number(Math.min(page, found.length - shown.length)) });
  }
  for (const filter of filters) filter.element.addEventListener("change", () => { limit = page; update(); });
  update();
  const controls = h("div", { class: "controls" },
    h("label", { class: "wide", for: id }, t("search"), box), filters.map((filter) => filter.element));
  return [controls, status, place, more];
}

// A choice of one of a column's values.
function select(label, every, column, values) {
  const input = h("select", {}, h("option", { value: "" }, every), values.map((value) => h("option", { value }, t(value))));
  return { element: h("label", {}, label, input), accepts: (item) => !input.value || item[column] === input.value };
}
