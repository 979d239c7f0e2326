// Data, words and small tools that the other files use. Texts reach the page through `h` alone, as text.
const LABELS = JSON.parse(document.getElementById("labels").textContent);
const DATA = JSON.parse(document.getElementById("data").textContent);
let language = "id";

// The rows of a section as objects.
function rowsOf(name) {
  const { columns, rows } = DATA[name];
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
}
const TABLES = new Proxy({}, { get: (known, name) => (known[name] ??= rowsOf(name)) });

function t(key, values = {}) {
  const words = LABELS[language][key];
  return (words ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
const known = (key) => key in LABELS[language];

// An element: h("p", {class: "lead"}, "text", child, …); a child that is null is left out.
const SVG = new Set(["svg", "rect"]);
function h(tag, attributes = {}, ...children) {
  const made = SVG.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}
// Words of an article: kept apart from the page's direction of writing.
const said = (text, attributes = {}) => h("bdi", attributes, text ?? "");
// The same for charts, which know no isolation: without characters that turn the direction, and not too long.
function plain(text, most = 60) {
  const clean = (text ?? "").replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  const characters = Array.from(clean);
  return characters.length > most ? characters.slice(0, most - 1).join("") + "…" : clean;
}

const locale = () => (language === "id" ? "id-ID" : "en-GB");
const number = (value, digits = 0) => new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
const percent = (value, digits = 0) =>
  new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: digits }).format(value);
const compact = (value) =>
  new Intl.NumberFormat(locale(), { notation: "compact", useGrouping: true, compactDisplay: "long", maximumFractionDigits: 2 }).format(value);
const utc = (iso) => new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
function day(iso, form = { day: "numeric", month: "short", year: "numeric" }) {
  return iso ? new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...form }).format(utc(iso)) : t("no_date");
}
const moment = (iso) => `${day(iso)}, ${iso.slice(11, 16)} UTC`;
const grain = () => t(`grain_${DATA.grain}`);
const grains = () => t(`grains_${DATA.grain}`);
// A period by its first day, as short as it can be; `long` for where it stands alone.
function period(iso, long = false) {
  if (DATA.grain === "year") return iso.slice(0, 4);
  if (DATA.grain === "quarter") return t("quarter", { n: Math.ceil(Number(iso.slice(5, 7)) / 3), year: iso.slice(0, 4) });
  if (DATA.grain === "month") return day(iso, { month: "short", year: "numeric" });
  return long ? t("week_of", { day: day(iso) }) : day(iso, { day: "numeric", month: "short", year: "2-digit" });
}
const languageName = (code) => (known(`lang_${code}`) ? t(`lang_${code}`) : code);

// Buttons of which one is chosen.
function choice(options, chosen, choose) {
  const buttons = options.map(([value, label]) =>
    h("button", { type: "button", "aria-pressed": String(value === chosen), onclick: () => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === String(value)));
      choose(value);
    }, value }, label));
  return h("div", { class: "choice", role: "group" }, buttons);
}

// A section's body, emptied.
function body(id) {
  const found = document.querySelector(`#${id} > .body`);
  found.replaceChildren();
  return found;
}
const lead = (text) => h("p", { class: "lead" }, text);
const nothing = (text = t("nothing")) => h("p", { class: "notice" }, text);
