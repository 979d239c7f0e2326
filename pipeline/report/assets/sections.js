// The parts of the page, in its order.
const stack = (columns, rows) => h("div", { class: "card" }, table(columns, rows, { kind: "stack" }));

function drawSummary() {
  const { totals, run } = DATA, place = document.getElementById("summary");
  document.getElementById("as-of").textContent = run ? t("as_of", { when: moment(run.finished), version: run.version }) : "";
  document.getElementById("about").textContent = t("about_page", { file: "lumbung.duckdb" });
  const tiles = [["articles", totals.articles], ["stories", totals.stories], ["outlets", totals.outlets], ["languages", totals.languages],
    ["quotes_count", totals.quotes], ["figures_count", totals.figures], ["actors_count", totals.actors]];
  const notes = [];
  if (!totals.articles) notes.push(t("empty"));
  else if (!totals.first_day) notes.push(t("undated_all"));
  else if (totals.undated) notes.push(t("undated", { n: number(totals.undated) }));
  if (DATA.earlier) notes.push(t("earlier", { n: number(DATA.earlier) }));
  place.replaceChildren(
    h("ul", { class: "tiles" }, tiles.map(([key, value]) => h("li", {}, h("b", {}, number(value)), h("span", {}, t(key))))),
    totals.first_day ? h("p", { class: "tagline" }, totals.first_day === totals.last_day ? day(totals.first_day) : t("span", { first: day(totals.first_day), last: day(totals.last_day) })) : "",
    ...notes.map((note) => h("p", { class: "notice" }, note)));
}

let corpusBy = "by_outlet";
function drawCorpus() {
  const place = body("corpus");
  if (!DATA.shown.length) return place.append(nothing());
  const drawn = h("div");
  const show = (by) => {
    corpusBy = by;
    const series = by === "by_outlet"
      ? corpusSeries("by_outlet", "coalesce(outlet, source_id)", (key) => key)
      : corpusSeries("by_language", "coalesce(language, 'und')", languageName);
    drawn.replaceChildren(corpusChart(series), periodTable(t(by === "by_outlet" ? "outlets" : "languages"), DATA.shown, series, t("corpus")));
    drawCharts();
  };
  place.append(lead(t("corpus_note", { grain: grain() })),
    h("div", { class: "controls" }, choice([["by_outlet", t("by_outlet")], ["by_language", t("by_language")]], corpusBy, show)), drawn);
  show(corpusBy);
}

const topicName = (row) => (language === "id" ? row.label : row.label_en) ?? row.label ?? row.topic_id;
function drawTopics() {
  const place = body("topics"), topics = TABLES.topics;
  if (!topics.length || !DATA.shown.length) return place.append(nothing());
  const all = Object.fromEntries(TABLES.periods.map((row) => [row.period, row.stories]));
  const series = topics.map((topic) => ({ name: topicName(topic), cells: Object.fromEntries(
    TABLES.topic_periods.filter((row) => row.topic_id === topic.topic_id).map((row) => [row.period, {
      value: row.stories, share: row.stories / all[row.period], at: row.at, count: row.articles,
      sql: `select distinct a.* from facts.topic_paragraphs as t join corpus.articles as a using (article_id) where t.topic_id = ${literal(row.topic_id)} and ${within(row.period)};` }])) }));
  place.append(lead(t("topics_note", { grain: grain(), n: topics.length })), topicChart(series),
    periodTable(t("topic"), DATA.shown, series, t("topics")));
}

let actorType = "all";
function drawActors() {
  const place = body("actors"), drawn = h("div");
  if (!TABLES.actors.length) return place.append(nothing());
  const show = (type) => {
    actorType = type;
    drawn.replaceChildren(actorTable(TABLES.actors.filter((row) => type === "all" || row.entity_type === type).slice(0, 15)));
  };
  place.append(lead(t("actors_note", { grain: grain(), grains: grains() })),
    h("div", { class: "controls" }, choice(["all", "PERSON", "ORG", "PLACE"].map((key) => [key, t(key)]), actorType, show)), drawn);
  show(actorType);
}
function actorTable(actors) {
  const counts = new Map();
  for (const row of TABLES.actor_periods) counts.set(`${row.actor_id} ${row.period}`, row.stories);
  const most = Math.max(...TABLES.actors.map((row) => row.stories));
  const columns = [[t("actor")], [t("stories_short")], [t("over_time", { grain: grain() })], [t("trend")], [t("said"), "num"], [t("last_seen")]];
  return stack(columns, actors.map((row) => {
    const line = DATA.shown.map((iso) => counts.get(`${row.actor_id} ${iso}`) ?? 0);
    const sum = (list) => list.reduce((all, count) => all + count, 0);
    const recent = sum(line.slice(-3)), before = sum(line.slice(-6, -3)), change = recent - before;
    const words = t("trend_words", { recent: number(recent), before: number(before), grain: grain(), grains: grains() });
    const office = [row.current_role, row.current_organisation].filter(Boolean).join(", ");
    const sql = `select a.* from corpus.articles as a where article_id in (select article_id from facts.mentions where actor_id = '${row.actor_id}');`;
    return [
      h("div", {}, h("span", { class: "type", style: `background:var(--${["s1", "s2", "s0", "rest"][TYPES.indexOf(typeOf(row.entity_type))]})`, title: t(`one_${typeOf(row.entity_type)}`) }),
        evidenceLink(row.at, said(row.name), { count: row.articles, sql }), h("span", { class: "sub" }, office ? said(office) : t(`one_${typeOf(row.entity_type)}`))),
      h("div", {}, number(row.stories), bar(row.stories / most)),
      line.length ? spark(line, words) : null,
      line.length ? h("span", { class: change > 0 ? "up" : change < 0 ? "down" : "even", title: words, "aria-label": words }, change > 0 ? `▲ +${number(change)}` : change < 0 ? `▼ −${number(-change)}` : "= 0") : null,
      number(row.quotes), row.last_seen ? day(row.last_seen) : null,
    ];
  }));
}

const COMPARED = { ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ ", "=": "" };
function worth(row) {
  if (row.value_low === null) return null;
  const range = row.value_high !== null && row.value_high !== row.value_low ? `${compact(row.value_low)}–${compact(row.value_high)}` : compact(row.value_low);
  return `${COMPARED[row.comparator] ?? ""}${range}${row.unit ? ` ${known(`unit_${row.unit}`) ? t(`unit_${row.unit}`) : row.unit}` : ""}`;
}
// What the figure is worth, where that says more than how it is written.
function meaning(row) {
  const value = worth(row);
  return value && value.toLowerCase() !== row.surface.toLowerCase() ? value : "";
}
function drawLedger() {
  const place = body("ledger"), figures = TABLES.figures;
  if (!figures.length) return place.append(nothing());
  const columns = [[t("figure")], [t("thing")], [t("period")], [t("modality")], [t("speaker")], [t("source")]];
  const rows = (items) => stack(columns, items.map((row) => [
    h("div", {}, h("span", { class: "figure" }, evidenceLink(row.at, said(row.surface), { sql: `from marts.figures_ledger where figure_id = '${row.figure_id}';` })), h("span", { class: "sub" }, meaning(row))),
    row.thing ? said(row.thing) : null,
    row.period ? said(row.period.replace("/", " – ").replaceAll("-", "\u2011")) : null,
    h("span", { class: `tag ${row.modality}` }, t(row.modality)),
    row.actor ? h("div", {}, said(row.actor), row.actor_role ? h("span", { class: "sub" }, said(row.actor_role)) : null) : null,
    h("div", {}, outletLink(row.at, row.outlet), h("span", { class: "sub" }, day(row.published_on))),
  ]));
  place.append(lead(t(figures.length === DATA.totals.ledger ? "ledger_note_all" : "ledger_note", { n: number(figures.length), total: number(DATA.totals.ledger) })), ...searchable({
    items: figures, page: 25, id: "search-figures", placeholder: t("search_figures"), draw: rows,
    text: (row) => [row.surface, row.thing, row.period, row.actor, row.actor_role, row.outlet, row.published_on, row.unit].filter(Boolean).join(" "),
    filters: [select(t("kind"), t("any_kind"), "kind", ["money", "percent", "count", "measure", "duration"]),
      select(t("modality"), t("any_modality"), "modality", ["actual", "target", "estimate"])],
  }));
}

function drawQuotes() {
  const place = body("quotes"), quotes = TABLES.quotes;
  if (!quotes.length) return place.append(nothing());
  const draw = (items) => h("div", { class: "quotes" }, items.map((row) => h("figure", { class: "quote" },
    h("blockquote", {}, evidenceLink(row.at, row.quote_type === "direct" ? ["“", said(row.text), "”"] : said(row.text), { sql: `from facts.quotes where quote_id = '${row.quote_id}';` })),
    h("figcaption", {}, h("span", { class: "tag" }, t(row.quote_type)), h("span", { class: "who" }, row.speaker ? said(row.speaker) : t("unknown_speaker")),
      row.role ? h("span", { class: "sub" }, said([row.role, row.organisation].filter(Boolean).join(", "))) : null,
      h("span", { class: "sub" }, outletLink(row.at, row.outlet), ` · ${day(row.published_on)}`)))));
  place.append(lead(t("quotes_note", { n: number(quotes.length), total: number(DATA.totals.quotes) })), ...searchable({
    items: quotes, page: 12, id: "search-quotes", placeholder: t("search_quotes"), draw,
    text: (row) => [row.text, row.speaker, row.role, row.organisation, row.outlet].filter(Boolean).join(" "),
  }));
}

function drawGaps() {
  const place = body("gaps"), sources = TABLES.sources, cells = new Map();
  if (!sources.length) place.append(nothing());
  for (const row of TABLES.coverage) {
    const key = `${row.source_id} ${row.period}`, cell = cells.get(key) ?? { published: 0, silent: 0, failed: 0, unknown: 0, seen: 0 };
    const name = { published: "published", "nothing published": "silent", "failed to look": "failed", "not looked yet": "unknown" }[row.status];
    cell[name] += row.days;
    if (name === "published" || name === "silent") cell.seen += row.days;
    cells.set(key, cell);
  }
  const watched = sources.map((row) => row.source_id).filter((id) => DATA.looked.some((iso) => cells.has(`${id} ${iso}`)));
  if (watched.length) {
    const counts = (name) => watched.map((id) => DATA.looked.reduce((all, iso) => all + (cells.get(`${id} ${iso}`)?.[name] ?? 0), 0));
    const names = ["published", "silent", "failed", "unknown"], days = names.map(counts);
    place.append(lead(t("gaps_note", { grain: grain() })), coverageChart(watched, cells), coverageLegend(), alternative(table(
      [[t("source")], ...["published", "nothing_published", "failed", "unknown"].map((key) => [t(key), "num"])],
      watched.map((id, i) => [id, ...days.map((list) => number(list[i]))]), { caption: `${t("gaps")} (${t("days")})` }), "scroll"));
  }
  if (sources.length) place.append(sourceTable(sources));
  drawUnknown(place);
  place.append(h("h3", {}, t("rejected")), TABLES.rejected.length
    ? stack([[t("stage")], [t("reason")], [t("documents"), "num"]], TABLES.rejected.map((row) => [row.stage, row.reason, number(row.documents)]))
    : h("p", { class: "lead" }, t("rejected_none")));
}
function sourceTable(sources) {
  return stack([[t("source")], [t("state")], [t("articles"), "num"], [t("last_article")], [t("last_look")], [t("what_to_do")]], sources.map((row) => {
    const key = row.state.replace(" ", "_"), bad = row.state === "failing" || row.state === "quiet";
    const words = t(`said_${key}`, { quiet: number(row.quiet_days ?? 0), usual: number(row.usual_gap ?? 0), days: number(row.failing_days) });
    return [said(row.source_id), h("div", {}, h("span", { class: `tag ${bad ? "bad" : row.state === "healthy" ? "good" : ""}` }, t(`state_${key}`)), h("span", { class: "sub" }, words)),
      number(row.articles), row.last_article ? day(row.last_article) : null, row.last_look ? day(row.last_look) : null, row.remedy ? t(`do_${key}`) : null];
  }));
}
function drawUnknown(place) {
  const gaps = TABLES.gaps;
  if (!gaps.length) return;
  place.append(h("h3", {}, t("gaps_list")), h("p", { class: "lead" }, t("gaps_list_note", { n: number(gaps.length), total: number(gaps[0].gaps) })),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("gaps_list") }, table(
      [[t("source")], [t("from_to")], [t("days_column"), "num"], [t("status")], [t("listing_problem")]],
      gaps.map((row) => [said(row.source_id), row.first_day === row.last_day ? day(row.first_day) : `${day(row.first_day)} – ${day(row.last_day)}`, number(row.days),
        t(row.status === "failed to look" ? "failed" : "unknown"), row.listing_problem ? said(row.listing_problem) : null]))));
  place.append(h("p", { class: "sub" }, t("by_sql")), h("code", { class: "sql" }, "from marts.coverage where not seen;"));
}

// Readings that a reader asks about first; the table below has all of them.
const MAIN = ["mentions strict", "actors b-cubed", "roles", "quotes direct @0.8", "quotes all @0.8", "quotes all: speaker", "figures exact value", "figures exact money", "figures exact count", "figure: thing", "figure: period", "figure: modality"];
function drawAccuracy() {
  const place = body("accuracy"), rows = TABLES.accuracy;
  if (!rows.length) return place.append(nothing());
  const [main, ...others] = [...new Set(rows.map((row) => row.test_set))];
  const inMain = rows.filter((row) => row.test_set === main), whole = inMain.filter((row) => row.language === "all");
  const chosen = MAIN.flatMap((task) => whole.filter((row) => row.task === task));
  const shown = chosen.length ? chosen : whole.slice(0, 12);
  place.append(lead(t("accuracy_note", { n: number(Math.max(...inMain.map((row) => row.articles))), set: main })), h("h3", {}, t("accuracy_chart")));
  if (shown.length) place.append(accuracyChart(shown));
  place.append(scoreTable(inMain), h("p", { class: "sub" }, t("by_sql")), h("code", { class: "sql" }, "from ops.accuracy;"));
  for (const set of others) {
    const held = rows.filter((row) => row.test_set === set);
    place.append(h("details", { class: "set" }, h("summary", {}, t("other_sets", { set, n: number(Math.max(...held.map((row) => row.articles))) })), scoreTable(held)));
  }
}
function scoreTable(rows) {
  const languages = ["all", ...[...new Set(rows.map((row) => row.language))].filter((code) => code !== "all").sort()];
  const found = new Map(rows.map((row) => [`${row.task}\n${row.measure}\n${row.language}`, row]));
  const tasks = [...new Set(rows.map((row) => `${row.task}\n${row.measure}`))].sort((a, b) => taskName(a.split("\n")[0]).localeCompare(taskName(b.split("\n")[0])));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("accuracy") }, table(
    [[t("task")], [t("measure_column")], ...languages.map((code) => [languageName(code)])],
    tasks.map((key) => { const [task, measure] = key.split("\n"); return [taskName(task), t(measureKey(measure)), ...languages.map((code) => {
      const row = found.get(`${key}\n${code}`);
      return row ? h("div", { class: `score${row.items < 20 ? " few" : ""}` }, h("span", {}, percent(row.value, 1)), h("span", { class: "sub" }, `(${number(row.items)})`), bar(row.value)) : "–";
    })]; })));
}
