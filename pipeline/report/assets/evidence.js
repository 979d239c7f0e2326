// Evidence: links of items to their paragraphs, and the dialog that shows a paragraph with the words highlighted.
const dialog = document.getElementById("evidence");
let returnTo = null;

// The address of a place within the page: paragraph's id and offsets in the whole of it, so that it can be passed on.
function address(at) {
  const [id, , , , before] = DATA.paragraphs[at[0]];
  return `#e.${[id, ...at.slice(1).map((offset) => offset + before)].join(".")}`;
}

// A link to the evidence of one item. `more` may hold `count` and `sql` for items that count several articles.
function evidenceLink(at, content, more = {}) {
  if (!at) return content;
  const entries = [{ at, ...more }];
  return h("a", { href: address(at), class: "evidence", onclick: (event) => open(event, entries) }, content);
}

function open(event, entries) {
  event?.preventDefault?.();
  showEvidence(entries);
}

// Show evidence: entries with `at` and, if wanted, `caption`, `count` and `sql`.
function showEvidence(entries) {
  const held = entries.filter((entry) => entry.at);
  if (!held.length) return;
  if (!dialog.open) returnTo = document.activeElement;
  dialog.querySelector(".body").replaceChildren(...held.map(evidenceArticle));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  history.replaceState(null, "", address(held[0].at));
}

function evidenceArticle({ at, caption, count, sql }) {
  const [, , lang, place] = DATA.paragraphs[at[0]];
  const [title, outlet, published, url] = DATA.articles[place];
  return h("article", {},
    caption ? h("p", { class: "sub" }, said(caption)) : null,
    h("h3", {}, said(title || t("no_title"), { lang })),
    h("p", { class: "sub" }, said(outlet), ` · ${day(published)}`),
    h("p", { class: "passage", lang, dir: "auto" }, passage(at)),
    url
      ? h("p", {}, articleLink(url, `${t("open_article")} ↗`))
      : h("p", { class: "sub" }, t("no_address")),
    sql ? h("p", { class: "sub" }, count > 1 ? t("example_of", { n: number(count) }) : t("by_sql")) : null,
    sql ? h("code", { class: "sql" }, sql) : null);
}

const articleLink = (url, content) => h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, content);
// The outlet's name, as a link to the article where that has an address.
function outletLink(at, outlet) {
  const url = at ? DATA.articles[DATA.paragraphs[at[0]][3]][3] : null;
  return url ? articleLink(url, said(outlet)) : said(outlet);
}

// The paragraph with its marks. Offsets count characters, not the halves of those that JavaScript counts.
function passage(at) {
  const [, text, , , before, after] = DATA.paragraphs[at[0]];
  const characters = Array.from(text);
  const parts = [before ? "… " : null];
  let reached = 0;
  for (let i = 1; i < at.length; i += 2) {
    parts.push(characters.slice(reached, at[i]).join(""));
    parts.push(h("mark", {}, said(characters.slice(at[i], at[i + 1]).join(""))));
    reached = at[i + 1];
  }
  return [...parts, characters.slice(reached).join(""), after ? " …" : null];
}

// Open what the address names, when it names evidence.
function followAddress() {
  const [kind, key, ...offsets] = location.hash.slice(1).split(".");
  if (kind !== "e") return;
  const marks = offsets.map(Number);
  // Of a long paragraph the page may hold several parts: the one that has the marks.
  const found = DATA.paragraphs.findIndex(([id, text, , , before]) =>
    id === key && marks.every((mark) => Number.isInteger(mark) && mark >= before && mark <= before + Array.from(text).length));
  if (found >= 0) showEvidence([{ at: [found, ...marks.map((mark) => mark - DATA.paragraphs[found][4])] }]);
}

dialog.querySelector(".close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("close", () => {
  history.replaceState(null, "", location.pathname + location.search);
  returnTo?.focus?.({ preventScroll: true });
});
