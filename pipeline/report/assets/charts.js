// Charts over time and of scores. Each is drawn anew when the language, the colours or the width change.
const CHARTS = new Map(); // element -> how to draw it
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const palette = () => ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"].map(style);
const onPaper = () => "print" in document.documentElement.dataset; // which shows all of a legend at once
const isDark = () => !onPaper() && matchMedia("(prefers-color-scheme: dark)").matches;
const narrow = (element) => element.clientWidth < 560;

// An element that holds a chart: `options(element)` makes what ECharts draws, `choose(event)` what a click opens.
function chart(id, height, words, options, choose) {
  const element = h("div", { class: "chart", id, role: "img", "aria-label": words, style: `height:${height}px` });
  CHARTS.set(element, { options, choose });
  return element;
}
function drawCharts() {
  for (const [element, { options, choose }] of CHARTS) {
    if (!element.isConnected) { echarts.getInstanceByDom(element)?.dispose(); CHARTS.delete(element); continue; }
    const made = echarts.getInstanceByDom(element) ?? echarts.init(element, null, { renderer: "svg" });
    made.resize();
    made.setOption({ ...shared(), ...options(element) }, true);
    made.off("click");
    if (choose) made.on("click", choose);
  }
}
const shared = () => ({
  animation: false,
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: style("ink"), fontSize: 12 },
  color: palette(),
});
// What a chart says of the thing under the pointer: lines of text, never markup.
function tooltip(lines, more = {}) {
  return { confine: true, backgroundColor: style("card"), borderColor: style("line"), textStyle: { color: style("ink"), fontSize: 13 },
    extraCssText: "max-width:320px;white-space:normal", ...more,
    formatter: (hit) => h("div", {}, lines(hit).map((line, i) => h("div", { style: i ? null : "font-weight:600" }, said(line)))) };
}
const axisLine = () => ({ lineStyle: { color: style("line") } });
const axisLabel = (more = {}) => ({ color: style("muted"), fontSize: 11, hideOverlap: true, ...more });
const legend = (more = {}) => ({ type: "scroll", bottom: 0, left: 8, right: 8, icon: "roundRect", itemWidth: 12, itemHeight: 12,
  textStyle: { color: style("ink") }, pageTextStyle: { color: style("muted") }, pageIconColor: style("accent"), pageIconInactiveColor: style("line"), ...more });
const periodAxis = (shown) => ({ type: "category", data: shown.map((iso) => period(iso)), axisLine: axisLine(), axisTick: { show: false }, axisLabel: axisLabel() });

// The corpus: stacked articles by outlet or language, a line of stories.
function corpusSeries(section, column, name) {
  const cells = new Map();
  for (const row of TABLES[section]) {
    if (!cells.has(row.series)) cells.set(row.series, {});
    cells.get(row.series)[row.period] = { value: row.articles, at: row.at, count: row.articles,
      sql: `select * from corpus.articles where ${column} = ${literal(row.series)} and ${within(row.period)};` };
  }
  const sum = (held) => Object.values(held).reduce((all, cell) => all + cell.value, 0);
  const series = [...cells].sort((a, b) => sum(b[1]) - sum(a[1])).map(([key, held]) => ({ name: name(key), cells: held }));
  const rest = {};
  for (const row of TABLES.periods) {
    const left = row.articles - series.reduce((all, { cells: held }) => all + (held[row.period]?.value ?? 0), 0);
    if (left > 0) rest[row.period] = { value: left };
  }
  return Object.keys(rest).length ? [...series, { name: t("others"), cells: rest, rest: true }] : series;
}
const literal = (text) => `'${(text ?? "").replaceAll("'", "''")}'`;
const within = (iso) => `date_trunc('${DATA.grain}', published_on) = date '${iso}'`;

function corpusChart(series) {
  const stories = Object.fromEntries(TABLES.periods.map((row) => [row.period, row.stories]));
  const options = (element) => ({
    grid: { left: 44, right: 14, top: 16, bottom: onPaper() ? 84 : 64 },
    legend: legend(onPaper() ? { type: "plain" } : {}),
    tooltip: tooltip((hits) => [period(DATA.shown[hits[0].dataIndex], true),
      ...hits.filter((hit) => hit.value).map((hit) => `${hit.seriesName}: ${number(hit.value)}`)], { trigger: "axis" }),
    xAxis: periodAxis(DATA.shown),
    yAxis: { type: "value", minInterval: 1, splitLine: axisLine(), axisLabel: axisLabel({ formatter: (value) => number(value) }) },
    series: [
      ...series.map(({ name, cells, rest }, i) => ({ type: "bar", stack: "articles", name: plain(name, 28), barMaxWidth: 36, barCategoryGap: narrow(element) ? "10%" : "25%",
        itemStyle: { color: rest ? style("rest") : palette()[i % 8], borderColor: style("card"), borderWidth: 0.5 },
        data: DATA.shown.map((iso) => cells[iso]?.value ?? null) })),
      { type: "line", name: t("stories_short"), symbol: "circle", symbolSize: 5, lineStyle: { color: style("ink"), width: 1.5 }, itemStyle: { color: style("ink") },
        data: DATA.shown.map((iso) => stories[iso] ?? 0) },
    ],
  });
  return chart("chart-corpus", 380, t("corpus"), options, (hit) => {
    const cell = series[hit.seriesIndex]?.cells[DATA.shown[hit.dataIndex]];
    if (cell?.at) showEvidence([cell]);
  });
}

// Shades of one colour by topic and period.
function topicChart(series) {
  const most = Math.max(1, ...series.flatMap(({ cells }) => Object.values(cells).map((cell) => cell.value)));
  const options = (element) => ({
    grid: { left: narrow(element) ? 118 : 180, right: 10, top: 8, bottom: 62 },
    tooltip: tooltip((hit) => { const [x, y] = hit.value; const cell = series[y].cells[DATA.shown[x]];
      return [series[y].name, `${period(DATA.shown[x], true)}: ${number(cell.value)} ${t("stories_short").toLowerCase()} (${percent(cell.share)})`]; }),
    xAxis: { ...periodAxis(DATA.shown), splitArea: { show: false } },
    yAxis: { type: "category", inverse: true, data: series.map(({ name }) => plain(name)), axisLine: { show: false }, axisTick: { show: false },
      splitLine: { show: true, ...axisLine() },
      axisLabel: { color: style("ink"), fontSize: narrow(element) ? 10.5 : 12, lineHeight: 12, width: narrow(element) ? 108 : 168, overflow: narrow(element) ? "break" : "truncate", interval: 0 } },
    visualMap: { type: "continuous", min: 0, max: most, calculable: false, orient: "horizontal", left: "center", bottom: 2, itemWidth: 12, itemHeight: 110,
      text: [number(most), "0"], textStyle: { color: style("muted") }, inRange: { color: [style("accent-soft"), style("accent")] } },
    series: [{ type: "heatmap", name: t("topics"), itemStyle: { borderColor: style("card"), borderWidth: 1, borderRadius: 2 },
      emphasis: { itemStyle: { borderColor: style("ink") } },
      data: series.flatMap(({ cells }, y) => DATA.shown.flatMap((iso, x) => (cells[iso] ? [{ value: [x, y, cells[iso].value],
        label: { show: !narrow(element) && DATA.shown.length <= 30, color: style(cells[iso].value > (isDark() ? 0.45 : 0.7) * most ? "card" : "ink") } }] : []))) }],
  });
  return chart("chart-topics", 84 + 30 * series.length, t("topics"), options, (hit) => {
    const cell = series[hit.value[1]].cells[DATA.shown[hit.value[0]]];
    if (cell.at) showEvidence([cell]);
  });
}

// What is known of each source in each period: 0 nothing, 1 part, 2 all, 3 a look failed.
function coverageChart(sources, cells) {
  const knowledge = ({ failed, unknown, seen }) => (failed ? 3 : !seen ? 0 : unknown ? 1 : 2);
  const options = (element) => ({
    grid: { left: narrow(element) ? 96 : 150, right: 10, top: 8, bottom: 28 },
    tooltip: tooltip((hit) => { const cell = cells.get(`${sources[hit.value[1]]} ${DATA.looked[hit.value[0]]}`);
      return [`${sources[hit.value[1]]} · ${period(DATA.looked[hit.value[0]], true)}`,
        ...[["published", cell.published], ["nothing_published", cell.silent], ["failed", cell.failed], ["unknown", cell.unknown]]
          .filter(([, days]) => days).map(([key, days]) => `${t(key)}: ${number(days)} ${t("days")}`)]; }),
    xAxis: periodAxis(DATA.looked),
    yAxis: { type: "category", inverse: true, data: sources.map((name) => plain(name)), axisLine: { show: false }, axisTick: { show: false },
      axisLabel: { color: style("ink"), width: narrow(element) ? 88 : 138, overflow: "truncate", interval: 0 } },
    visualMap: { type: "piecewise", show: false, dimension: 2, pieces: KNOWLEDGE.map(([value, , colour]) => ({ value, color: style(colour) })) },
    series: [{ type: "heatmap", name: t("gaps"), itemStyle: { borderColor: style("card"), borderWidth: 1, borderRadius: 2 },
      data: sources.flatMap((source, y) => DATA.looked.flatMap((iso, x) => {
        const cell = cells.get(`${source} ${iso}`);
        return cell ? [[x, y, knowledge(cell)]] : [];
      })) }],
  });
  return chart("chart-coverage", 56 + 30 * Math.max(sources.length, 1), t("gaps"), options);
}

// What the colours of the coverage mean; it wraps, as the chart's own legend cannot.
const KNOWLEDGE = [[2, "known", "accent"], [1, "partly", "s1"], [0, "unknown", "line"], [3, "failed", "bad"]];
const coverageLegend = () => h("p", { class: "legend" }, KNOWLEDGE.map(([, key, colour]) =>
  h("span", {}, h("i", { style: `background:var(--${colour})` }), t(key))));

// Scores as bars that begin at nothing, with the number at the end.
function accuracyChart(rows) {
  const options = (element) => ({
    grid: { left: narrow(element) ? 150 : 290, right: 56, top: 4, bottom: 24 },
    tooltip: tooltip((hit) => [taskName(rows[hit.dataIndex].task), `${t(measureKey(rows[hit.dataIndex].measure))}: ${percent(rows[hit.dataIndex].value, 1)} (${number(rows[hit.dataIndex].items)} ${t("items")})`]),
    xAxis: { type: "value", min: 0, max: 1, splitLine: axisLine(), axisLabel: axisLabel({ formatter: (value) => percent(value) }) },
    yAxis: { type: "category", inverse: true, data: rows.map((row) => taskName(row.task)), axisLine: { show: false }, axisTick: { show: false },
      axisLabel: { color: style("ink"), width: narrow(element) ? 140 : 278, overflow: narrow(element) ? "break" : "truncate", interval: 0, fontSize: narrow(element) ? 10.5 : 12, lineHeight: 12 } },
    series: [{ type: "bar", name: t("accuracy"), barWidth: 14, itemStyle: { color: style("accent"), borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: "right", color: style("ink"), formatter: (hit) => percent(hit.value, 1) },
      data: rows.map((row) => row.value) }],
  });
  return chart("chart-accuracy", 34 + 32 * rows.length, t("accuracy_chart"), options);
}
const taskName = (task) => (known(`task: ${task}`) ? t(`task: ${task}`) : task);
const measureKey = (measure) => (measure === "accuracy" ? "accuracy_measure" : measure);
